import { shownStyle } from '../code/codeStyle.ts';
import type { CodeFormat } from '../code/codeFormat.ts';
import { formatCode } from '../code/formatCode.ts';
import { importLayoutOf } from '../code/importLayout.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import type { Indentation } from '../code/snippet.ts';
import type { CursorTarget, FittedPattern } from './atCursor.ts';

/**
 * Fitted code as the file writes its own that it goes into: quotes and semicolons are those of the
 * file, or of the project where the file has none yet; it is indented as the editor does.
 */
export async function formatAtCursor(
	fitted: FittedPattern,
	target: CursorTarget,
	format: CodeFormat,
	{ insertSpaces, tabSize }: Indentation,
): Promise<FittedPattern> {
	if (!fitted.isModule || target.language === undefined) return fitted;
	const own = {
		...format,
		...styleOfTarget(target),
		useTabs: !insertSpaces,
		...(insertSpaces && { tabWidth: tabSize }),
	};
	const { printWidth, tabWidth, svelteIndentScriptAndStyle } = own;
	const isIndented = target.language === 'svelte' && svelteIndentScriptAndStyle;
	const text = await formatCode(fitted.module.text, 'code.ts', {
		...own,
		printWidth: isIndented ? printWidth - tabWidth : printWidth,
	});
	const { insertFinalNewline } = format;
	const module = text === fitted.module.text ? fitted.module : new ParsedModule(text);
	return { ...fitted, module, insertFinalNewline, layout: importLayoutOf(own) };
}

/** What of a file's style is told to `formatAtCursor`, as one word. */
export function styleKey(target: CursorTarget): string {
	return JSON.stringify([styleOfTarget(target), target.language === 'svelte']);
}

function styleOfTarget({ module, language }: CursorTarget): Partial<CodeFormat> {
	const code = language === 'svelte' ? module.scripts[0]?.content : module;
	if (!code) return {};
	const { quote, end } = shownStyle(code);
	return {
		...(quote !== undefined && { singleQuote: quote === "'" }),
		...(end !== undefined && { semi: end === ';' }),
	};
}
