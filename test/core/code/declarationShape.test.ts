import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isSameText } from '../../../src/core/code/declarationShape.ts';

describe('two declarations', () => {
	const same: readonly (readonly [string, string])[] = [
		["const a = 'b';", 'const a = "b"'],
		['function f() { return a && b; }', 'function f() {\n\treturn (\n\t\ta && b\n\t);\n}'],
		['const f = a => a;', 'const f = (a) => a;'],
		['const a = [1, 2];', 'const a = [\n\t1, // one\n\t2,\n];'],
		["type A = 'b' | 'c';", "type A =\n\t| 'b'\n\t| 'c';"],
		['type A = B[];', 'type A = (B)[];'],
		['const a = /b/g;', 'const a = (/b/g);'],
		['function f() { a(); [b] = c; }', 'function f() {\n\ta()\n\t;[b] = c\n}'],
	];
	for (const [one, other] of same) {
		it(`say the same: ${one}`, () => {
			assert.ok(isSameText(one, other));
			assert.ok(isSameText(other, one));
		});
	}

	const different: readonly (readonly [string, string])[] = [
		['const a = 1;', 'const a = 2;'],
		['const a = (b && c) || d;', 'const a = b && (c || d);'],
		['const a = /b/g;', 'const a = /b/;'],
		['let a = 1;', 'const a = 1;'],
		['function f() {}', 'async function f() {}'],
		["const a = 'a b';", "const a = 'a  c';"],
		['const a = `b${c}`;', 'const a = `b ${c}`;'],
		['const a: string = b;', 'const a = b;'],
		['const a = b ?? c', 'const a = b ?? c ('],
	];
	for (const [one, other] of different) {
		it(`say something else: ${one} ${other}`, () => {
			assert.ok(!isSameText(one, other));
			assert.ok(!isSameText(other, one));
		});
	}

	it('are compared however deep they nest', () => {
		const deep = `const a = ${'['.repeat(3000)}${']'.repeat(3000)};`;
		assert.ok(isSameText(deep, deep.replaceAll('[', '[ ')));
	});
});
