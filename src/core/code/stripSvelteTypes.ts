import type { TextEdit } from '../text/range.ts';
import { applyEdits } from '../text/textEdits.ts';
import { ParsedModule } from './parsedModule.ts';
import { checkedToday, stripTypes, type JavaScriptUse, type Stripped } from './stripTypes.ts';

/**
 * Turns the TypeScript in the scripts of a Svelte file into JavaScript. Where one of them cannot be
 * turned, all of the file comes back as it was, with a note.
 */
export function stripSvelteTypes(
	module: string | ParsedModule,
	use: JavaScriptUse = checkedToday,
): Stripped {
	const { text: code, scripts } = ParsedModule.of(module);
	const edits: TextEdit[] = [];
	for (const { typescript, range, contentRange, content } of scripts) {
		if (!typescript) continue;
		const { code: newText, note } = stripTypes(content, { ...use, inComponent: true });
		if (note !== undefined) return { code, note };
		const tag = code.slice(range.start, contentRange.start);
		const lang = /\slang\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/.exec(tag);
		if (lang) {
			const start = range.start + tag.slice(0, lang.index).trimEnd().length;
			const end = range.start + lang.index + lang[0].length;
			edits.push({ range: { start, end }, newText: '' });
		}
		// Leading blank lines are lost with a first import of types alone.
		const lineBreak = /^\r?\n/.exec(content.text)?.[0] ?? '';
		const hasBreak = /^\r?\n/.test(newText);
		edits.push({ range: contentRange, newText: hasBreak ? newText : lineBreak + newText });
	}
	return { code: applyEdits(code, edits), note: undefined };
}
