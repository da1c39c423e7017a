import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Bindings } from '../../../src/core/code/bindings.ts';
import { parseModule, walk, type SyntaxNode } from '../../../src/core/code/syntaxTree.ts';

/** What the last `x` of a module stands for, as code: now, and at first. */
function meaningsOfX(code: string): readonly [string, string] {
	const body = parseModule(code)?.body ?? [];
	const bindings = new Bindings(body);
	let last: SyntaxNode | undefined;
	walk(body, (node) => {
		if (node['name'] === 'x' && (last === undefined || node.start > last.start)) last = node;
	});
	assert.ok(last, code);
	const text = ({ start, end }: SyntaxNode): string => code.slice(start, end);
	return [text(bindings.resolve(last)), text(bindings.resolveAtFirst(last))];
}

describe('the bindings of a module', () => {
	it('tell what a variable is set to, through others and through its type', () => {
		for (const code of [
			'const x = 1; f(x);',
			'f(x); var x = 1;',
			'export const x = 1 as const; f(x);',
			'const y = 1 satisfies A; const x = y!; f(x);',
			'let x = 1; { f(x); }',
			'const x = 1; function f() { if (a) { const x = 2; } return x; }',
			'const x = 2; () => { const x = 1; return () => x; }',
			'const x = 1; y[x] = 2; f(x);',
			'const x = 1; y.x = 2; f(x);',
			'const x = 1; Object.assign({}, x);',
		]) {
			assert.deepEqual(meaningsOfX(code), ['1', '1'], code);
		}
	});

	it('tell nothing of names whose value comes from elsewhere, or that are declared twice', () => {
		for (const code of [
			'f(x);',
			"import x from 'x'; f(x);",
			"import { a as x } from 'x'; f(x);",
			'const x = 1; (x) => x;',
			'const x = 1; function f({ a: [x] }) { return x; }',
			'const x = 1; try {} catch (x) { f(x); }',
			'const x = 1; for (const x of a) f(x);',
			'const { x } = 1; f(x);',
			'const x = 1; function f() { if (a) { var x = 2; } var x = 3; return x; }',
			'const x = y; const y = x; f(x);',
			'function x() {} f(x);',
			'class x {} f(x);',
			'enum x {} f(x);',
		]) {
			const [now, atFirst] = meaningsOfX(code);
			assert.ok(['x', 'y'].includes(now) && ['x', 'y'].includes(atFirst), `${code} ${now}`);
		}
	});

	it('tell only at first what is set again or changed later on', () => {
		for (const code of [
			'let x = 1; x = 2; f(x);',
			'let x = 1; x++; f(x);',
			'let x = 1; [{ a: x }] = b; f(x);',
			'let x = 1; for (x of a) f(x);',
			'const x = 1; x.a.b = 2; f(x);',
			'const x = 1; (x as A)[b] = 2; f(x);',
			'const x = 1; delete x.a; f(x);',
			'const x = 1; Object.assign(x, y); f(x);',
			'const x = 1; () => { x.a = 1; }; f(x);',
		]) {
			assert.deepEqual(meaningsOfX(code), ['x', '1'], code);
		}
	});
});
