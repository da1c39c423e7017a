import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleOne } from '../../build/bundle.ts';
import { cacheRoot, repoRoot } from '../../build/vscode/paths.ts';
import { temporaryFolder } from '../../build/vscode/temporary.ts';
import { quantile, type Figure } from './figure.ts';
import { measureInHost } from './hostWindow.ts';
import type { LibraryTimes } from './inHostLibrary.ts';

const driver = join(cacheRoot, 'benchLibrary');
const [few, some, many] = [10, 1_000, 10_000];
/** Files in a folder. */
const together = 100;

/** What a home folder of many agent files takes, in the extension host of a window for each number. */
export async function benchLibrary(): Promise<readonly Figure[]> {
	await rm(driver, { recursive: true, force: true });
	await mkdir(driver, { recursive: true });
	const manifest = {
		name: 'driver',
		publisher: 'bench',
		version: '0.0.1',
		engines: { vscode: '*' },
	};
	await writeFile(join(driver, 'package.json'), JSON.stringify(manifest));
	await bundleOne({
		entry: join(import.meta.dirname, 'inHostLibrary.ts'),
		outfile: join(driver, 'inHost.cjs'),
	});
	const [small, middle, large] = [await measure(few), await measure(some), await measure(many)];
	await rm(driver, { recursive: true, force: true });
	const edit = (times: LibraryTimes): number => quantile(times.edits, 0.5);
	const files = `${many.toLocaleString('en')} files`;
	return [
		{
			name: `first catalog of ${files}, against ${some.toLocaleString('en')}`,
			value: `${(large.first / middle.first).toFixed(1)} × (${(large.first / 1000).toFixed(1)} s against ${(middle.first / 1000).toFixed(1)} s)`,
			aim: '≤ 11 ×',
		},
		{
			name: `longest stretch while ${files} are read`,
			value: `${large.longest.toFixed(0)} ms (${middle.longest.toFixed(0)} ms with ${some.toLocaleString('en')})`,
			aim: '≤ 50 ms',
		},
		{
			name: `work for one edit among ${files}, against ${few}`,
			value: `${(edit(large) / edit(small)).toFixed(1)} × (${edit(large).toFixed(1)} ms against ${edit(small).toFixed(1)} ms)`,
			aim: 'about 1 ×',
		},
		{
			name: `memory of an agent of ${files}, all that the library has included`,
			value: `${(large.memory / 1000).toFixed(2)} KB`,
			aim: '≤ 2 KB',
		},
	];
}

async function measure(count: number): Promise<LibraryTimes> {
	process.stderr.write(`  ${count} agent files: reading\n`);
	const { folder: home, remove } = temporaryFolder();
	try {
		for (let i = 0; i < count; i++) {
			const folder = join(home, `.claude/agents/team-${Math.floor(i / together)}`);
			if (i % together === 0) await mkdir(folder, { recursive: true });
			await writeFile(join(folder, `agent-${i}.md`), agentText(i));
		}
		return await measureInHost<LibraryTimes>(join(driver, 'result.json'), {
			extensionPath: driver,
			testsPath: join(driver, 'inHost.cjs'),
			env: { BENCH_HOME: home, BENCH_COUNT: String(count), BENCH_EXTENSION: repoRoot },
		});
	} finally {
		remove();
	}
}

function agentText(i: number): string {
	const description = `Use this agent when you need part ${i} looked at. ${'Example of it. '.repeat(20)}`;
	const body = 'Words of a prompt that nobody has asked for yet. '.repeat(150);
	return `---\nname: agent-${i}\ndescription: ${description}\ntools: Read, Grep, Glob, Bash\nmodel: sonnet\n---\n${body}\n`;
}

if (import.meta.main) {
	for (const { name, value, aim } of await benchLibrary()) {
		console.log(`${name}: ${value} (aim: ${aim})`);
	}
}
