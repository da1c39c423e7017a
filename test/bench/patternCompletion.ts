import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '../../build/vscode/paths.ts';
import { parseAgent } from '../../src/core/agent/agent.ts';
import { ParsedModule } from '../../src/core/code/parsedModule.ts';
import { parseModule } from '../../src/core/code/syntaxTree.ts';
import {
	fitAtCursor,
	planAtCursor,
	snippetAtCursor,
	type CursorTarget,
} from '../../src/core/insertion/atCursor.ts';
import { indexFolders } from '../../src/core/insertion/insertion.ts';
import { variantOf } from '../../src/core/insertion/projectVariant.ts';
import { collectPatterns } from '../../src/core/pattern/patternLibrary.ts';
import { readProjectFacts } from '../../src/core/project/project.ts';
import { quantile, type Figure } from './figure.ts';

/** The work of completing patterns in a file of 3,000 lines: for the list, and for the one chosen. */
export function benchPatternCompletion(): readonly Figure[] {
	const folder = join(repoRoot, 'agents');
	const library = collectPatterns(
		readdirSync(folder).flatMap((name) => {
			const { agent } = parseAgent(readFileSync(join(folder, name), 'utf8'), name);
			return agent ? [{ handle: name, prompt: agent.prompt }] : [];
		}),
	);
	const { facts } = readProjectFacts({
		packageJson: '{"devDependencies":{"@sveltejs/kit":"^2.70.0"}}',
		fileNames: ['tsconfig.json'],
	});
	const style = {
		facts,
		libFolders: indexFolders(library.map(({ pattern }) => pattern)),
		indentation: { insertSpaces: false, tabSize: 4 },
	};
	const text = `${Array.from({ length: 1_000 }, (_, i) => `export function f${i}(a: number): number {\n\treturn a + ${i};\n}\n`).join('')}    `;
	const document = (): CursorTarget => ({
		module: new ParsedModule(text),
		language: 'ts',
		path: 'src/lib/server/long.ts',
	});
	const fitted = library.flatMap(({ pattern }) => {
		const [file] = variantOf(pattern, facts).files;
		return file ? [fitAtCursor(pattern, file, document(), style)] : [];
	});
	const chosen = fitted.at(-1);
	if (!chosen) throw new Error('There are no patterns.');
	const list = median(() => {
		const target = document();
		for (const each of fitted) snippetAtCursor(each, target, text.length);
	});
	const resolve = median(() => void planAtCursor(chosen, document(), text.length, facts));
	const parse = median(() => void parseModule(text));
	return [
		{
			name: `listing ${fitted.length} patterns in a file of 3,000 lines`,
			value: `${list.toFixed(1)} ms, ${(list / parse).toFixed(2)} × parsing it once`,
			aim: '≤ 50 ms',
		},
		{
			name: 'the imports of the one that is chosen',
			value: `${resolve.toFixed(1)} ms, ${(resolve / parse).toFixed(2)} × parsing it once`,
			aim: '≤ 1.5 ×',
		},
	];
}

/** In ms, of 15 runs after three that warm up. */
function median(run: () => void): number {
	const times = Array.from({ length: 18 }, () => {
		const start = performance.now();
		run();
		return performance.now() - start;
	});
	return quantile(times.slice(3), 0.5);
}
