import assert from 'node:assert/strict';
import { inflateSync } from 'node:zlib';
import { describe, it } from 'mocha';
import { parseAgent } from '../../../src/core/agent/agent.ts';
import { findDelegations } from '../../../src/core/agent/delegations.ts';
import { readContribution } from '../../../src/core/manifest/contribution.ts';
import { editorAgentText } from '../../../src/core/manifest/editorAgent.ts';
import { packIcon } from '../../../src/core/manifest/packIcon.ts';
import { readSharedFolder, sharedPack } from '../../../src/core/manifest/sharedPack.ts';
import { hostileWords } from '../../helpers/hostileWords.ts';

const identity = { name: 'shop-agents', publisher: 'acme', version: '1.2.3' };

function folderOf(files: Readonly<Record<string, string | Uint8Array>>) {
	return readSharedFolder(
		Object.entries(files).map(([path, text]) => {
			return { path, bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text };
		}),
	);
}

function agent(name: string, more = '', body = 'You help.\n'): string {
	return `---\nname: ${name}\ndescription: Helps with ${name}.\n${more}---\n${body}`;
}

interface Manifest {
	readonly contributes: {
		readonly chatParticipants: readonly { readonly id: string; readonly name: string }[];
		readonly chatAgents: readonly { readonly path: string }[];
	};
	readonly [key: string]: unknown;
}

function packed(files: Readonly<Record<string, string>>) {
	const { agents } = folderOf(files);
	const made = sharedPack(identity, agents, packIcon([])).files;
	const manifest = JSON.parse(String(made.get('package.json'))) as Manifest;
	return { files: made, manifest, agents };
}

describe('a folder that is packaged', () => {
	it('gives its agents, and says what is none and what cannot be used', () => {
		const { agents, leftOut, broken } = folderOf({
			'auditor.md': agent('auditor'),
			'deep/er/planner.agent.md': agent('planner'),
			'README.md': '# The agents of this shop\n',
			'notes.md': 'Only words.\n',
			'code.md': '---js\nmodule.exports = { name: "code" }\n---\nYou.\n',
			'binary.md': new Uint8Array([45, 45, 45, 0, 1]),
		});
		assert.deepEqual(
			agents.map(({ handle, path }) => [handle, path]),
			[
				['auditor', 'auditor.md'],
				['planner', 'deep/er/planner.agent.md'],
			],
		);
		assert.deepEqual(leftOut, [
			{ path: 'README.md', reason: 'It is a page about agents, and none itself.' },
			{ path: 'notes.md', reason: leftOut[1]?.reason },
		]);
		assert.deepEqual(
			broken.map(({ path }) => path),
			['code.md', 'binary.md'],
		);
	});

	it('gives each agent a handle of its own, and none that VS Code answers to', () => {
		const { agents } = folderOf({
			'a/one.md': agent('same'),
			'b/two.md': agent('same'),
			'workspace.md': agent('workspace'),
			'workspace-2.md': agent('workspace-2'),
			'sveltekit.md': agent('SvelteKit'),
		});
		assert.deepEqual(
			agents.map(({ handle, wanted, path }) => [handle, wanted, path]),
			[
				['SvelteKit-2', 'SvelteKit', 'sveltekit.md'],
				['one', 'one', 'a/one.md'],
				['two', 'two', 'b/two.md'],
				['workspace-3', 'workspace', 'workspace.md'],
				['workspace-2', 'workspace-2', 'workspace-2.md'],
			],
		);
	});
});

describe('the pack of a folder', () => {
	it('has the files of the agents, byte for byte, and what declares them', () => {
		const text = agent('auditor', 'color: green\ntools: Read, Grep\n', '\r\nYou audit. \n');
		const { files, manifest } = packed({ 'x/auditor.md': text, 'README.md': 'Words' });
		const id = 'acme.shop-agents.auditor';
		assert.deepEqual([...files.keys()].toSorted(), [
			'README.md',
			'agents/auditor.md',
			'icon.png',
			`media/${id}-dark.svg`,
			`media/${id}-light.svg`,
			'package.json',
			'vscode/auditor.agent.md',
		]);
		assert.equal(files.get('agents/auditor.md'), text);
		assert.deepEqual(manifest.contributes.chatAgents, [{ path: './vscode/auditor.agent.md' }]);
		assert.deepEqual(manifest['extensionDependencies'], ['sveltekit-agents.sveltekit-agents']);
		assert.deepEqual(
			[manifest['main'], manifest['browser'], manifest['activationEvents'], manifest['scripts']],
			[undefined, undefined, undefined, undefined],
		);
		assert.deepEqual(readContribution(manifest, { isMine: false }), {
			agents: [
				{ participant: id, handle: 'auditor', file: { path: 'agents/auditor.md' }, hides: [] },
			],
		});
	});

	it('has names that every disk takes, whatever the files were called', () => {
		const { files, manifest } = packed({
			'con.md': agent('con'),
			'../up.md': agent('../../up'),
			'näme mit ünd: *?.md': agent('Prüfer & Co'),
			'LPT1.md': agent('lpt1'),
			'日本.md': '---\ndescription: Helps.\n---\nYou.\n',
		});
		for (const name of files.keys()) assert.match(name, /^(?:[\w-]+\/)?[\w.-]+$/, name);
		const stems = [...files.keys()].map((name) => name.replace(/^.*\/|\..*$/g, ''));
		for (const stem of stems) assert.doesNotMatch(stem, /^(?:con|lpt1)$/i);
		const read = readContribution(manifest, { isMine: false });
		assert.ok(read && 'agents' in read && read.agents.length === 5, JSON.stringify(read));
	});

	it('shows what files say as text in its README', () => {
		const words = hostileWords.join(' ');
		const { files } = packed({ 'a.md': agent('a', `# ${words.slice(0, 10)}\n`) });
		assert.doesNotMatch(String(files.get('README.md')), /\]\(|<[a-z]|!\[/i);
		const { files: others } = packed({
			'b.md': `---\nname: b\ndescription: ${JSON.stringify('[x](command:y) <img src=z> | a | ![i](http://e)')}\n---\nYou.\n`,
		});
		assert.doesNotMatch(String(others.get('README.md')), /[^\\]\]\(|[^\\]<img|[^\\]!\[|x\\\] \| a/);
	});

	it('has an icon that is a PNG of 128 pixels a side with the colors of the agents', () => {
		const png = packIcon(['red', undefined, 'mauve', 'green']);
		const view = new DataView(png.buffer, png.byteOffset);
		assert.deepEqual([...png.subarray(0, 8)], [137, 80, 78, 71, 13, 10, 26, 10]);
		assert.deepEqual([view.getUint32(16), view.getUint32(20)], [128, 128]);
		const rows = inflateSync(png.subarray(41, 41 + view.getUint32(33)));
		assert.equal(rows.length, 128 * (1 + 128 * 4));
		const at = (x: number, y: number): readonly number[] => [
			...rows.subarray(y * 513 + 1 + x * 4, y * 513 + 5 + x * 4),
		];
		assert.deepEqual(at(40, 40), [0xff, 0x6b, 0x6b, 255], 'red');
		assert.deepEqual(at(88, 88), [0x3f, 0xb9, 0x50, 255], 'green');
		assert.equal(at(0, 0)[3], 0, 'outside of the corner');
		assert.ok(packIcon([]).length > 100);
		assert.ok(packIcon(Array.from({ length: 40 }, () => 'blue')).length < 10_000);
	});
});

describe('an agent for VS Code’s own list', () => {
	const read = (text: string, stem = 'a') => {
		const parsed = parseAgent(text, stem).agent;
		assert.ok(parsed);
		const written = editorAgentText('handle', parsed);
		const again = parseAgent(written, 'handle');
		assert.deepEqual(again.problems, [], written);
		return { written, agent: again.agent, parsed };
	};

	it('has its body as it is, and its tools in VS Code’s words', () => {
		const { agent: made, parsed } = read(
			agent('a', 'tools: Read, Bash\n', '\nYou.\r\n---\n\nMore\n'),
		);
		assert.equal(made?.prompt, parsed.prompt);
		assert.deepEqual(made?.tools, [
			'read/readFile',
			'execute/runInTerminal',
			'execute/getTerminalOutput',
		]);
		assert.equal(made?.name, 'handle');
	});

	it('keeps what a damaged header restricts', () => {
		const { agent: made } = read(
			'---\nname: a\ndescription: Use it when: the user asks: "audit"\ntools: Read\n---\nYou.\n',
		);
		assert.deepEqual(made?.tools, ['read/readFile']);
		assert.deepEqual(read(agent('a', 'tools: {broken\n')).agent?.tools, []);
		assert.equal(read(agent('a')).agent?.tools, undefined);
	});

	it('keeps the buttons that hand over', () => {
		const { agent: made, parsed } = read(
			agent(
				'a',
				'handoffs:\n  - label: "Test: it"\n    agent: tester\n    prompt: "Test\\nthis"\n    send: true\n',
			),
		);
		const buttons = (each: typeof parsed) =>
			findDelegations(each).map((found) => [found.handle, found.buttons]);
		assert.ok(made);
		assert.deepEqual(buttons(made), buttons(parsed));
		assert.deepEqual(buttons(made), [
			['tester', [{ label: 'Test: it', prompt: 'Test\nthis', sends: true }]],
		]);
	});

	it('keeps to which agents it may call, and who may call it', () => {
		const headOf = (more: string): readonly string[] => {
			const { written } = read(agent('a', more));
			return written
				.slice(0, written.indexOf('---\n', 4))
				.split('\n')
				.filter((line) => /^(?:agents|disable|user|tools)/.test(line));
		};
		const toolsOf = (lines: readonly string[]): string =>
			lines.find((line) => line.startsWith('tools')) ?? '';
		const withoutTools = (lines: readonly string[]): readonly string[] =>
			lines.filter((line) => !line.startsWith('tools'));
		// Of tools none is left that calls others, which this extension's own does.
		const none = headOf('agents: []\n');
		assert.deepEqual(withoutTools(none), ['agents: []']);
		assert.match(toolsOf(none), /'edit\/editFiles'/);
		assert.doesNotMatch(toolsOf(none), /agent/i);
		assert.match(toolsOf(headOf('agents: [tester]\n')), /'agent\/runSubagent'/);
		assert.doesNotMatch(toolsOf(headOf('agents: [tester]\n')), /askAgent/);
		assert.deepEqual(withoutTools(headOf('agents: [tester, "Code: reviewer"]\n')), [
			"agents: ['tester', 'Code: reviewer']",
		]);
		for (const odd of [
			'{broken: yes}',
			'["*\u200b"]',
			'["\u202e*"]',
			'["*", "!tester"]',
			'["*", "-a"]',
		]) {
			assert.deepEqual(withoutTools(headOf(`agents: ${odd}\n`)), ['agents: []'], odd);
		}
		assert.deepEqual(headOf('agents: ["*"]\n'), []);
		assert.deepEqual(headOf('disable-model-invocation: true\nuser-invocable: false\n'), [
			'disable-model-invocation: true',
			'user-invocable: false',
		]);
		assert.deepEqual(headOf('infer: false\n'), ['disable-model-invocation: true']);
		assert.deepEqual(headOf('user-invocable: true\ndisable-model-invocation: false\n'), []);
	});

	it('calls the others of its pack what they are called there', () => {
		const { files } = packed({
			'boss.md': agent(
				'boss',
				'agents: [Code Reviewer, stranger]\nhandoffs:\n  - label: Go\n    agent: Code Reviewer\n    prompt: Go on\n',
			),
			'code-reviewer.md': agent('Code Reviewer'),
		});
		const text = String(files.get('vscode/boss.agent.md'));
		assert.match(text, /^agents: \['code-reviewer', 'stranger'\]$/m);
		assert.match(text, /^    agent: 'code-reviewer'$/m);
	});

	it('calls the one that is meant, not one that is called nearly so', () => {
		const lead = (name: string): string =>
			agent(
				'lead',
				`agents: ["${name}"]\nhandoffs:\n  - label: Go\n    agent: "${name}"\n    prompt: Go on\n`,
			);
		const calledIn = (files: Readonly<Record<string, string>>): readonly string[] => {
			const text = String(packed(files).files.get('vscode/lead.agent.md'));
			return [.../^(?:agents: \[|    agent: )'([^']*)'/gm[Symbol.matchAll](text)].map(
				([, name = '']) => name,
			);
		};
		const old = {
			'old.md': agent('reviewer (old)'),
			'reviewer.md': agent('reviewer', 'tools: [Read]\n'),
		};
		assert.deepEqual(calledIn({ 'lead.md': lead('reviewer'), ...old }), ['reviewer', 'reviewer']);
		const twice = {
			'x/reviewer.md': agent('reviewer', 'tools: [Read]\n'),
			'y/reviewer.md': agent('reviewer'),
		};
		assert.deepEqual(calledIn({ 'lead.md': lead('reviewer'), ...twice }), ['reviewer', 'reviewer']);
		assert.deepEqual(calledIn({ 'lead.md': lead('!!!'), 'c.md': agent('"★"') }), ['!!!']);
	});

	it('says nothing else than the file, whatever stands in that', () => {
		for (const word of hostileWords) {
			const text = `---\nname: a\ndescription: ${JSON.stringify(`${word}\n---\ntools: Bash`)}\ntools: Read\n---\n${word}\n`;
			const { agent: made, parsed } = read(text);
			assert.deepEqual(made?.tools, ['read/readFile'], word);
			assert.equal(made?.prompt, parsed.prompt, word);
		}
	});
});
