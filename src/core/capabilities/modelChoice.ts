/** What is known of a language model, as VS Code lists it. */
export interface OfferedModel {
	readonly id: string;
	readonly vendor: string;
	readonly family: string;
	readonly name: string;
}

/** Which model an agent's `model:` means here. */
export type ModelChoice<T extends OfferedModel> =
	/** The file leaves it to the chat's model picker. */
	| { readonly kind: 'picker' }
	| { readonly kind: 'model'; readonly model: T; readonly written: string }
	/** None of those that the file names is here. */
	| { readonly kind: 'none'; readonly written: string };

/** No file prefers more models one to another; further names are not looked at. */
const mostNames = 50;

/**
 * Finds the model that `model:` of an agent file means, among those that VS Code has now: `sonnet`,
 * `opus`, `haiku` (the newest of the line), `inherit`, full ids such as
 * `claude-sonnet-4-20250514`, VS Code's names with or without the vendor, “Claude Sonnet 4
 * (copilot)”, and lists of them, of which the first that is here counts. A name with a version means
 * that version and no other.
 *
 * @param preferredVendor whose model is taken when several vendors have it
 */
export function resolveModel<T extends OfferedModel>(
	wanted: string | readonly string[] | undefined,
	present: readonly T[],
	preferredVendor?: string,
): ModelChoice<T> {
	const names = [wanted ?? []]
		.flat()
		.flatMap((name) => (name.trim() === '' ? [] : [name.trim()]))
		.slice(0, mostNames);
	if (names.length === 0) return { kind: 'picker' };
	for (const written of names) {
		if (isAnyModel(written)) return { kind: 'picker' };
		const model = findModel(written, present, preferredVendor);
		if (model) return { kind: 'model', model, written };
	}
	return { kind: 'none', written: names.join(', ') };
}

/** Names that leave the choice to whoever asks the agent. */
export function isAnyModel(name: string): boolean {
	return /^(?:inherit|auto|default|any)$/i.test(name.trim());
}

/** The model that one name means; `undefined` where none does. */
export function findModel<T extends OfferedModel>(
	name: string,
	present: readonly T[],
	preferredVendor?: string,
): T | undefined {
	const found = fitting(name.trim(), present);
	return found.find(({ vendor }) => vendor === preferredVendor) ?? found[0];
}

/** The models that a name means, best first. */
function fitting<T extends OfferedModel>(written: string, present: readonly T[]): readonly T[] {
	const { name, vendor } = splitVendor(written);
	const candidates = present.filter(
		(model) => vendor === undefined || skeleton(model.vendor) === skeleton(vendor),
	);
	const key = skeleton(name);
	const exact = candidates.filter(({ id, name: shown, family }) =>
		[id, shown, family].some((each) => skeleton(each) === key),
	);
	if (exact.length > 0) return exact.toSorted(newestFirst);
	const claude = readClaude(name);
	if (!claude) return [];
	return candidates
		.filter((model) => {
			const other = claudeOf(model);
			if (other?.line !== claude.line) return false;
			return claude.version === '' || claude.version === other.version;
		})
		.toSorted(newestFirst);
}

/** “GPT-5 (copilot)” names the vendor; `sonnet[1m]` and `anthropic/claude-…` say nothing more. */
function splitVendor(written: string): { name: string; vendor?: string } {
	const bare = written.replace(/\[1m\]$/i, '').replace(/^.*\//, '');
	const open = bare.lastIndexOf(' (');
	if (open === -1 || !bare.endsWith(')')) return { name: bare };
	return { name: bare.slice(0, open), vendor: bare.slice(open + 2, -1) };
}

interface Claude {
	readonly line: string;
	/** `4.5`; empty where the name has none. */
	readonly version: string;
}

/** Reads `sonnet`, `claude-3-5-sonnet-20241022`, `claude-opus-41`, “Claude Sonnet 4.5 (Preview)”. */
function readClaude(name: string): Claude | undefined {
	const lower = name.toLowerCase();
	const line = /(?:^|[^a-z])(sonnet|opus|haiku)(?![a-z])/.exec(lower)?.[1] ?? plan(lower);
	if (line === undefined || !/^(?:claude\b|sonnet|opus|haiku)/.test(lower)) return undefined;
	const version = /(?<!\d)(\d{1,2})(?:[.-](\d))?(?!\d)/.exec(lower);
	if (!version) return { line, version: '' };
	const [, whole = '', part] = version;
	// Version 4.1 is written 41 in some ids.
	const digits =
		whole.length === 2 ? whole.split('') : [whole, ...(part === undefined ? [] : [part])];
	return { line, version: digits.join('.').replace(/\.0$/, '') };
}

/** Claude Code plans with one model and works with another: the first counts. */
function plan(name: string): string | undefined {
	return name === 'opusplan' ? 'opus' : undefined;
}

function claudeOf({ id, family, name }: OfferedModel): Claude | undefined {
	const readings = [family, id, name].flatMap((text) => readClaude(text) ?? []);
	return readings.find(({ version }) => version !== '') ?? readings[0];
}

function newestFirst(a: OfferedModel, b: OfferedModel): number {
	return (
		compareVersions(claudeOf(b)?.version, claudeOf(a)?.version) ||
		// “Claude Sonnet 3.7 Thinking” and the like are variants: the plain name is meant.
		a.name.length - b.name.length
	);
}

function compareVersions(a = '', b = ''): number {
	const [left, right] = [a, b].map((version) => version.split('.').map(Number));
	for (let i = 0; i < 2; i++) {
		const difference = (left?.[i] ?? 0) - (right?.[i] ?? 0);
		if (difference !== 0) return difference;
	}
	return 0;
}

/** What is left of a name without case, spaces and separators. */
function skeleton(name: string): string {
	return name.toLowerCase().replace(/[\s_.-]+/g, '');
}
