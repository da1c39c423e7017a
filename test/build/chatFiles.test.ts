import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'mocha';
import { readAgents, type BundledAgent } from '../../build/bundledAgent.ts';
import { chatAgentPath, chatFiles, skillPath } from '../../build/chatFiles.ts';
import { repoRoot } from '../../build/vscode/paths.ts';
import { parseAgent } from '../../src/core/agent/agent.ts';
import {
	collectPatterns,
	isInsertable,
	type LibraryPattern,
} from '../../src/core/pattern/patternLibrary.ts';
import { strictReaders } from '../helpers/strictYaml.ts';

describe('what agents of VS Code itself get', () => {
	let agents: readonly BundledAgent[];
	let patterns: readonly LibraryPattern[];
	let files: ReadonlyMap<string, string>;

	before(async () => {
		agents = await readAgents(path.join(repoRoot, 'agents'));
		patterns = collectPatterns(
			agents.map(({ handle, agent }) => ({ handle, prompt: agent.prompt })),
		).filter(isInsertable);
		files = chatFiles(agents, patterns);
	});

	it('is declared in the manifest, and there where the setting says it', () => {
		const { contributes } = JSON.parse(
			readFileSync(path.join(repoRoot, 'package.json'), 'utf8'),
		) as {
			readonly contributes: Readonly<
				Record<
					'chatAgents' | 'chatSkills',
					readonly { readonly path: string; readonly when: string }[]
				>
			>;
		};
		const declared = [...contributes.chatAgents, ...contributes.chatSkills];
		assert.deepEqual(
			declared.map((each) => each.path),
			[...agents.map(({ handle }) => chatAgentPath(handle)), skillPath].map(
				(each) => `./dist/${each}`,
			),
		);
		assert.deepEqual(
			new Set(declared.map((each) => each.when)),
			new Set([
				'config.sveltekitAgents.inEveryChat == always || config.sveltekitAgents.inEveryChat == auto && sveltekitAgents.isSvelteKit',
			]),
		);
	});

	it('is each agent with its whole prompt and its restrictions, under a name that nobody else has', () => {
		const handles = new Set(agents.map(({ handle }) => handle));
		const names = new Set<string>();
		for (const { handle, agent } of agents) {
			const { agent: copy, problems } = parseAgent(files.get(chatAgentPath(handle)) ?? '', handle);
			assert.ok(copy, handle);
			assert.deepEqual(problems, []);
			assert.equal(copy.prompt, agent.prompt);
			assert.equal(copy.tools === undefined, agent.tools === undefined, handle);
			assert.ok(!handles.has(copy.name), copy.name);
			names.add(copy.name);
		}
		assert.equal(names.size, agents.length);
	});

	it('is a skill that says when it is of use, in the room that there is', () => {
		const text = files.get(skillPath) ?? '';
		const [, header = ''] = /^---\n([^]*?)\n---\n/.exec(text) ?? [];
		for (const read of Object.values(strictReaders)) {
			const { name, description } = read(header) as Readonly<Record<string, string>>;
			assert.equal(name, path.basename(path.dirname(skillPath)));
			assert.ok((description?.length ?? Infinity) <= 1024, String(description?.length));
		}
		assert.ok(Buffer.byteLength(text) < 10_000);
	});

	it('is every pattern, in the list and with the code of all its variants', () => {
		const folder = path.posix.dirname(skillPath);
		const skill = files.get(skillPath) ?? '';
		const listed = [...skill.matchAll(/^## .+ \(`(references\/.+)`\)$/gm)].map(([, each]) => each);
		const references = listed.map((each) => files.get(`${folder}/${each}`) ?? '');
		assert.equal(files.size, agents.length + 1 + references.length);
		for (const { pattern } of patterns) {
			assert.ok(skill.includes(`- \`${pattern.id}\` `), pattern.id);
			const of = references.filter((text) => text.includes(`Pattern \`${pattern.id}\`.`));
			assert.equal(of.length, 1, pattern.id);
			for (const { files: parts } of pattern.variants) {
				for (const { code } of parts) assert.ok(of[0]?.includes(code.trimEnd()), pattern.id);
			}
		}
	});
});
