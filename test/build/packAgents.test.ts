import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { repoRoot } from '../../build/vscode/paths.ts';
import { temporaryFolder } from '../../build/vscode/temporary.ts';
import { skip } from '../helpers/skip.ts';

const auditor = '---\nname: auditor\ndescription: Audits orders.\ntools: Read\n---\nYou audit.\n';

describe('npm run pack', function () {
	this.timeout(120_000);
	let shop: string;
	let remove: () => void;

	beforeEach(() => {
		const temporary = temporaryFolder();
		({ remove } = temporary);
		shop = path.join(temporary.folder, 'shop');
		write('.claude/agents/auditor.md', auditor);
		write('.claude/agents/README.md', '# Our agents\n');
		write('.claude/agents/run.sh', 'exit 1\n');
	});

	afterEach(() => remove());

	function write(name: string, text: string): void {
		const file = path.join(shop, name);
		mkdirSync(path.dirname(file), { recursive: true });
		writeFileSync(file, text);
	}

	function pack(...args: readonly string[]) {
		const { status, stdout, stderr } = spawnSync(
			process.execPath,
			[path.join(repoRoot, 'build/packAgents.ts'), ...args],
			{ encoding: 'utf8', env: { ...process.env, INIT_CWD: shop } },
		);
		return { status, stdout, stderr };
	}

	function entries(file: string): Readonly<Record<string, Uint8Array>> {
		return unzipSync(readFileSync(path.join(shop, file)));
	}

	it('writes a package, says what went in and what did not, and counts the version up', () => {
		const first = pack('.claude/agents');
		assert.deepEqual(
			[first.status, first.stderr],
			[0, 'Left out: README.md: It is a page about agents, and none itself.\n'],
		);
		assert.match(first.stdout, /shop-agents-1\.0\.0\.vsix: local\.shop-agents 1\.0\.0\n/);
		const names = Object.keys(entries('shop-agents-1.0.0.vsix'));
		const told = first.stdout.match(/^ {2}[\w./-]+$/gm)?.map((line) => `extension/${line.trim()}`);
		assert.deepEqual(
			told?.toSorted(),
			names.filter((name) => name.startsWith('extension/')).toSorted(),
		);
		assert.match(first.stdout, /@auditor from auditor\.md/);
		assert.equal(pack('.claude/agents').status, 0);
		assert.deepEqual(
			readdirSync(shop).filter((name) => name.endsWith('.vsix')),
			['shop-agents-1.0.0.vsix', 'shop-agents-1.0.1.vsix'],
		);
	});

	it('takes nothing from outside of the folder, whatever links there are', function () {
		if (process.platform === 'win32') skip(this, 'links need rights on Windows');
		write('secret.md', '---\nname: secret\ndescription: Not for you.\n---\nHidden.\n');
		write('outside/other.md', '---\nname: other\ndescription: Not for you.\n---\nHidden.\n');
		symlinkSync('../../secret.md', path.join(shop, '.claude/agents/secret.md'));
		symlinkSync('../../outside', path.join(shop, '.claude/agents/outside'));
		symlinkSync('.', path.join(shop, '.claude/agents/loop'));
		const { status, stderr } = pack('.claude/agents', '-o', 'a.vsix');
		assert.equal(status, 0, stderr);
		for (const name of ['secret.md', 'outside', 'loop']) {
			assert.match(stderr, new RegExp(`^Left out: ${name}: It is a link\\.$`, 'm'));
		}
		const all = Object.values(entries('a.vsix')).map((bytes) => new TextDecoder().decode(bytes));
		assert.ok(!all.some((text) => /Hidden|secret/.test(text)));
	});

	it('ends with 1 and writes nothing where an agent cannot be used, or there is none', () => {
		write('.claude/agents/code.md', '---js\nprocess.exit(0)\n---\nYou.\n');
		const broken = pack('.claude/agents');
		assert.equal(broken.status, 1);
		assert.match(broken.stderr, /^Cannot be used: code\.md: .+\.$/m);
		write('empty/notes.md', 'Only words.\n');
		const none = pack('empty');
		assert.deepEqual([none.status, none.stdout], [1, '']);
		assert.match(none.stderr, /There are no agent files in this folder\./);
		assert.equal(pack('nowhere').status, 1);
		assert.deepEqual(
			readdirSync(shop).filter((name) => name.endsWith('.vsix')),
			[],
		);
	});

	it('ends with 2 and the usage where it is called wrongly', () => {
		for (const args of [
			[],
			['a', 'b'],
			['--no-such-option', '.claude/agents'],
			['.claude/agents', '--version', '1'],
			['.claude/agents', '--name', '../a'],
			['.claude/agents', '--publisher', 'a b'],
		]) {
			const { status, stderr } = pack(...args);
			assert.equal(status, 2, args.join(' '));
			assert.match(stderr, /Usage: npm run pack -- FOLDER/, args.join(' '));
		}
		assert.equal(pack('--help').status, 0);
	});

	it('makes what vsce itself packages again without a complaint', async () => {
		assert.equal(pack('.claude/agents', '-o', 'a.vsix', '--publisher', 'acme').status, 0);
		const ours = entries('a.vsix');
		const folder = path.join(shop, 'unpacked');
		for (const [name, bytes] of Object.entries(ours)) {
			if (!name.startsWith('extension/')) continue;
			const file = path.join(folder, name.slice('extension/'.length));
			mkdirSync(path.dirname(file), { recursive: true });
			writeFileSync(file, bytes);
		}
		const packagePath = path.join(shop, 'again.vsix');
		await createVSIX({
			cwd: folder,
			packagePath,
			dependencies: false,
			allowMissingRepository: true,
			skipLicense: true,
		});
		const theirs = entries('again.vsix');
		const lower = (all: object): readonly string[] =>
			Object.keys(all)
				.map((name) => name.toLowerCase())
				.toSorted();
		assert.deepEqual(lower(ours), lower(theirs));
		const about = (all: Readonly<Record<string, Uint8Array>>): readonly string[] => {
			const text = new TextDecoder().decode(all['extension.vsixmanifest']);
			return [
				...(text.match(/<Identity[^>]*>/g) ?? []),
				...(text.match(
					/<Property Id="Microsoft\.VisualStudio\.Code\.(?:Engine|ExtensionDependencies|ExtensionPack)"[^>]*>/g,
				) ?? []),
				...(text.match(/<Asset [^>]*>/g) ?? []),
			]
				.map((line) => line.toLowerCase())
				.toSorted();
		};
		assert.deepEqual(about(ours), about(theirs));
	});
});
