import { styleOf } from './mergeImports.ts';
import type { ParsedModule } from './parsedModule.ts';

/** The code of a text, in the quotes that a module has around what it imports. */
export function stringLiteral(value: string, { text, shape }: ParsedModule): string {
	const code = JSON.stringify(value);
	const isDouble = styleOf(text, shape).quote === '"' || /['\\]/.test(code);
	return isDouble ? code : `'${code.slice(1, -1)}'`;
}
