import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { repoRoot } from '../../build/vscode/paths.ts';
import { asNode, asNodes, asText, parseModule, walk } from '../../src/core/code/syntaxTree.ts';

/** Calls that take any number of arguments: an array of 125,000 spread into one is a RangeError. */
const takingMany = new Set(['push', 'unshift', 'splice', 'max', 'min', 'fromCharCode']);

function spreadsIn(code: string, file: string): readonly string[] {
	const found: string[] = [];
	walk(parseModule(code)?.body ?? [], (node) => {
		if (node.type !== 'CallExpression') return;
		const name = asText(asNode(asNode(node['callee'])?.['property'])?.['name']);
		const isSpread = asNodes(node['arguments']).some(({ type }) => type === 'SpreadElement');
		if (isSpread && takingMany.has(name)) {
			found.push(`${file}: ${code.slice(node.start, node.end).split('\n')[0] ?? ''}`);
		}
	});
	return found;
}

describe('lists of any length', () => {
	it('are not spread into the arguments of a call', () => {
		const found = globSync('src/core/**/*.ts', { cwd: repoRoot }).flatMap((file) =>
			spreadsIn(readFileSync(path.join(repoRoot, file), 'utf8'), file),
		);
		assert.deepEqual(found, []);
		assert.deepEqual(spreadsIn('a.push(...b);\nf(...c);\nMath.max(0, ...d);', 'a.ts'), [
			'a.ts: a.push(...b)',
			'a.ts: Math.max(0, ...d)',
		]);
	});
});
