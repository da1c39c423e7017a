/**
 * What fills a hole: a text or a number for `{name}`, several texts for `{names|, }` or
 * `{names|, | or }`, which name what stands between them, and between the last two.
 */
export type HoleValue = string | number | readonly string[];

/** What a template has to be filled with, by the names of its holes. */
export type Holes<Template extends string> = {
	readonly [Hole in HolesIn<Template> as NameOf<Hole>]: Hole extends `${string}|${string}`
		? readonly string[]
		: string | number;
};

type HolesIn<Template extends string> = Template extends `${string}{${infer Hole}}${infer Rest}`
	? Hole | HolesIn<Rest>
	: never;

type NameOf<Hole extends string> = Hole extends `${infer Name}|${string}` ? Name : Hole;

const holes = /\{(\w+)(?:\|([^{}|]*))?(?:\|([^{}|]*))?\}/g;

/** The template with its holes filled. What fills one is text, also where it looks like a hole. */
export function fill(template: string, values: Readonly<Record<string, HoleValue>>): string {
	return template.replace(
		holes,
		(_hole, name: string, between: string | undefined, beforeLast: string | undefined) =>
			shown(values[name] ?? '', between ?? '', beforeLast ?? between ?? ''),
	);
}

function shown(value: HoleValue, between: string, beforeLast: string): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number') return value.toLocaleString('en');
	const first = value.slice(0, -1).join(between);
	return value.length < 2 ? value.join('') : first + beforeLast + (value.at(-1) ?? '');
}
