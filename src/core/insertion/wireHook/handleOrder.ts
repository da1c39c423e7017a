/**
 * Where a handle belongs among others, from the first to the last. What is refused early costs least,
 * and what asks who the caller is needs the handle that finds it out before it.
 */
export const handleOrder = {
	monitoring: 0,
	headers: 10,
	cors: 20,
	rateLimit: 30,
	authentication: 40,
	/** What cannot be told from its name. */
	own: 50,
	guards: 60,
} as const;

type HandleKind = keyof typeof handleOrder;

/** Words in the name of a handle that tell what it does; an `authGuard` is a guard. */
const wordsOf: readonly (readonly [HandleKind, string])[] = [
	[
		'guards',
		'guard guards protect protected protection authorize authorise authorization authorisation ' +
			'access permission permissions role roles admin acl require required',
	],
	['rateLimit', 'rate ratelimit limit limits limiter throttle throttling'],
	['cors', 'cors'],
	['headers', 'header headers csp security secure helmet hsts'],
	[
		'monitoring',
		'sentry instrument instrumentation trace tracing telemetry otel log logger logging monitor ' +
			'monitoring metrics timing',
	],
	[
		'authentication',
		'auth authenticate authentication authn session sessions supabase lucia clerk login jwt token ' +
			'user identify identity firebase kinde workos pocketbase',
	],
];

const kindOfWord: ReadonlyMap<string, HandleKind> = new Map(
	wordsOf.flatMap(([kind, words]) => words.split(' ').map((word) => [word, kind] as const)),
);

/** How much a known place counts against one that is only assumed. */
const certainty = 3;

interface Place {
	readonly order: number;
	readonly weight: number;
}

/** Where a handle belongs, as far as what it is called tells. */
function placeOf(names: readonly string[]): Place {
	const kind = names.map(kindOf).find((each) => each !== undefined);
	return kind
		? { order: handleOrder[kind], weight: certainty }
		: { order: handleOrder.own, weight: 1 };
}

/** Where a handle belongs, if its names tell: the one that tells most first. */
export function orderOf(names: readonly string[]): number | undefined {
	const place = placeOf(names);
	return place.weight === certainty ? place.order : undefined;
}

function kindOf(name: string): HandleKind | undefined {
	const words = name
		.replace(/([\p{Ll}\d])(?=\p{Lu})/gu, '$1 ')
		.toLowerCase()
		.split(/[^\p{L}\d]+/u);
	const kinds = new Set(words.map((word) => kindOfWord.get(word)));
	return wordsOf.find(([each]) => kinds.has(each))?.[0];
}

/**
 * The index at which a handle goes among others.
 *
 * @param others what each of them is called, in their order, the name that tells most first
 * @param order a number is compared with `handleOrder`; others that stand out of order stay so
 */
export function indexAmong(
	others: readonly (readonly string[])[],
	order: 'first' | 'last' | number,
): number {
	if (order === 'first') return 0;
	if (order === 'last') return others.length;
	const places = others.map(placeOf);
	let cost = places.reduce((sum, place) => (place.order < order ? sum + place.weight : sum), 0);
	let [least, index] = [cost, 0];
	for (const [i, place] of places.entries()) {
		if (place.order < order) cost -= place.weight;
		else if (place.order > order) cost += place.weight;
		if (cost <= least) [least, index] = [cost, i + 1];
	}
	return index;
}
