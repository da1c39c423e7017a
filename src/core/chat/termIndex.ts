import { placeIn } from '../agent/catalog/sortedLists.ts';
import { Candidates } from '../text/nearest.ts';

const shortestStart = 5;
/** “authentication” is another form of “authenticate”, “serverless” is not one of “server”. */
const mostEnding = 4;
const shortestMisspelt = 5;

/** In which entries terms stand, and where in them. */
export class TermIndex<Place> {
	readonly #postings = new Map<string, Map<number, Place>>();
	/** Made when they are first needed, and anew when there are more terms. */
	#made: { readonly sorted: readonly string[]; readonly candidates: Candidates } | undefined;

	/** Notes that a term stands in an entry; a later place takes that of an earlier one. */
	put(term: string, entry: number, place: Place): void {
		const entries = this.#postings.get(term);
		if (entries) {
			entries.set(entry, place);
			return;
		}
		this.#postings.set(term, new Map([[entry, place]]));
		this.#made = undefined;
	}

	/** The entries that have a term. */
	get(term: string): Iterable<readonly [entry: number, place: Place]> {
		return this.#postings.get(term) ?? [];
	}

	/** Other forms of a term: those that it begins, and those that begin it. */
	like(term: string): readonly string[] {
		if (term.length < shortestStart) return [];
		const found: string[] = [];
		const { sorted } = this.#all();
		for (let i = placeIn(sorted, term); i < sorted.length; i++) {
			const other = sorted[i] ?? '';
			if (!other.startsWith(term)) break;
			if (other !== term && other.length <= term.length + mostEnding) found.push(other);
		}
		for (let cut = 1; cut <= mostEnding && term.length - cut >= shortestStart; cut++) {
			const start = term.slice(0, -cut);
			if (this.#postings.has(start)) found.push(start);
		}
		return found;
	}

	/** The term that another one is a slip of; `undefined` where none is near. */
	misspelt(term: string): string | undefined {
		if (term.length < shortestMisspelt) return undefined;
		const meant = this.#all().candidates.nearest(term);
		return meant !== undefined && isSlip(term, meant) ? meant : undefined;
	}

	#all(): { readonly sorted: readonly string[]; readonly candidates: Candidates } {
		if (this.#made) return this.#made;
		const sorted = [...this.#postings.keys()].toSorted();
		// A short term is near to too many.
		const candidates = new Candidates(sorted.filter(({ length }) => length >= shortestMisspelt));
		return (this.#made = { sorted, candidates });
	}
}

/** Another letter makes another word of a short one; a letter too many, one too few or two swapped do not. */
function isSlip(written: string, meant: string): boolean {
	const longest = Math.max(written.length, meant.length);
	let start = 0;
	while (start < longest && written[start] === meant[start]) start++;
	let end = 0;
	while (end < longest - start && written.at(-1 - end) === meant.at(-1 - end)) end++;
	if (start === 0) return false;
	const differ = longest - start - end;
	if (written.length !== meant.length) return differ <= 1;
	const isSwap =
		differ === 2 && written[start] === meant[start + 1] && written[start + 1] === meant[start];
	return isSwap || (differ === 1 && longest >= 8);
}
