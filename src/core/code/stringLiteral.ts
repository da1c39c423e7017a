import { styleOf } from './mergeImports.ts';
import type { ParsedModule } from './parsedModule.ts';
import { quoted } from './quoted.ts';

/** The code of a text, in the quotes that a module has around what it imports. */
export function stringLiteral(value: string, { text, shape }: ParsedModule): string {
	return quoted(value, styleOf(text, shape).quote);
}
