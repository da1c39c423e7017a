import { ownValue } from '../text/ownValue.ts';
import { shorten } from '../text/markdownText.ts';

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
			shown(ownValue(values, name) ?? '', between ?? '', beforeLast ?? between ?? ''),
	);
}

/** Less than this is no help to recognize a text by. */
const leastRoom = 8;

/**
 * The template with its holes filled, in one line of at most `most` UTF-16 units: the longest texts are
 * cut, and of a list the end, as far as it takes. What the template itself says is never cut.
 */
export function fillWithin(
	template: string,
	values: Readonly<Record<string, HoleValue>>,
	most: number,
): string {
	const lines = mapped(values, (text) => text.slice(0, most * 4).replace(/\s+/g, ' '));
	let filled = fill(template, lines);
	for (let room = most; filled.length > most && room >= leastRoom; room--) {
		const cut = mapped(lines, (text) => shorten(text, room));
		filled = fill(template, Object.fromEntries(cutLists(cut, room)));
	}
	return filled;
}

function mapped(
	values: Readonly<Record<string, HoleValue>>,
	change: (text: string) => string,
): Readonly<Record<string, HoleValue>> {
	return Object.fromEntries(
		Object.entries(values).map(([name, value]) => {
			if (typeof value === 'number') return [name, value];
			return [name, typeof value === 'string' ? change(value) : value.map(change)];
		}),
	);
}

/** Lists of no more characters than there is room for, of which the first text is always one. */
function cutLists(
	values: Readonly<Record<string, HoleValue>>,
	room: number,
): readonly (readonly [string, HoleValue])[] {
	return Object.entries(values).map(([name, value]) => {
		if (typeof value === 'string' || typeof value === 'number') return [name, value];
		let left = room;
		const kept = value.filter((text, i) => (left -= text.length) >= 0 || i === 0);
		return [name, kept.length < value.length ? [...kept, '…'] : value];
	});
}

function shown(value: HoleValue, between: string, beforeLast: string): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number') return value.toLocaleString('en');
	const first = value.slice(0, -1).join(between);
	return value.length < 2 ? value.join('') : first + beforeLast + (value.at(-1) ?? '');
}
