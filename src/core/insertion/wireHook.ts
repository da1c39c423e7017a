import { hookExport } from './wireHook/hookExport.ts';
import { HooksFile, type Imported } from './wireHook/hooksFile.ts';
import { Wiring, type HookToWire, type WireOptions } from './wireHook/wiring.ts';

export type { HookToWire, WireOptions };

/** The hooks file with the hook, and what is worth saying about it; or why it has to be done by hand. */
export type WiredHook =
	| { readonly text: string; readonly note?: string }
	| { readonly cannot: string };

/**
 * Wires a hook of another module into a hooks file of SvelteKit. A handle goes into the `sequence(…)`
 * of the file, which is made where there is none; of other hooks that the file has already, both are
 * called. What the file has stays as it is, but for a name. A file that uses the hook already is
 * returned unchanged.
 *
 * @param before the hooks file; `undefined` if there is none
 */
export function wireHook(
	before: string | undefined,
	hook: HookToWire,
	options: WireOptions,
): WiredHook {
	const byHand = (reason: string): WiredHook => ({ cannot: `${reason} ${handWork(hook)}` });
	if (!isWritable(hook))
		return { cannot: 'The names of the hook and its module cannot be written in code.' };
	if (hook.name === 'handleValidationError' && options.kitMajor === 3) {
		return {
			cannot: `SvelteKit 3 has no \`handleValidationError\`: its \`handleError\` gets these errors, too. Call \`${hook.exported}\` (from \`${hook.from}\`) there by hand.`,
		};
	}
	// A byte order mark is no part of the code, and has to stay in front of it.
	const mark = before?.startsWith('\uFEFF') ? '\uFEFF' : '';
	const file = HooksFile.read((before ?? '').slice(mark.length));
	if (!file) return byHand('The hooks file cannot be read as it stands.');
	if (file.uses(hook.name, hook)) return { text: before ?? '' };

	const wired = new Wiring(file, hook, options).run();
	if ('cannot' in wired) return byHand(wired.cannot);
	const after = HooksFile.read(wired.text);
	if (
		!after ||
		hookExport(after.body, hook.name).kind === 'several' ||
		!after.uses(hook.name, hook)
	) {
		return byHand(`The \`${hook.name}\` of the hooks file cannot be changed safely.`);
	}
	const text = `${mark}${wired.text}`;
	return wired.note === undefined ? { text } : { text, note: wired.note };
}

function isWritable({ exported, from }: Imported): boolean {
	return (
		/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(exported) &&
		/^[^'"`\\\p{Cc}\u2028\u2029]+$/u.test(from)
	);
}

function handWork({ name, exported, from }: HookToWire): string {
	const what =
		exported === 'default'
			? `the default export of \`${from}\``
			: `\`${exported}\` (from \`${from}\`)`;
	switch (name) {
		case 'handle':
			return `Add ${what} to the \`sequence(…)\` of its \`handle\` by hand.`;
		case 'transport':
			return `Add ${what} to its \`transport\` by hand.`;
		case 'handleError':
		case 'handleFetch':
		case 'handleValidationError':
		case 'init':
		case 'reroute':
			return `Call ${what} in its \`${name}\` by hand.`;
	}
}
