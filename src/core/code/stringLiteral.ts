import type { ParsedModule } from './parsedModule.ts';

/** The code of a text, in the quotes that a module has around what it imports. */
export function stringLiteral(value: string, { text, shape }: ParsedModule): string {
	const [first] = shape.imports;
	const isDouble = first !== undefined && text[first.specifierRange.start] === '"';
	const code = JSON.stringify(value);
	return isDouble || /['\\]/.test(code) ? code : `'${code.slice(1, -1)}'`;
}
