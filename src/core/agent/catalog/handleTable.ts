import { textMark } from '../../text/textMark.ts';
import { LayeredMap } from './layeredMap.ts';
import { firstIndex, placeIn, SortedLists } from './sortedLists.ts';

/** A file that wants a handle. */
interface Claim<File> {
	readonly file: File;
	/** What a handle can be made of: the name in the file, and the file's own; each may be empty. */
	readonly name: string;
	readonly stem: string;
	/** The file is called as its agent: its claim to the name goes before that of others. */
	readonly isOwn: boolean;
	/** Nobody else has the name, or the file owns it. */
	readonly mayHaveName: boolean;
}

/**
 * Which of its wishes a file got; a number is the one in `name-2`, `name-3`. Above `mostNumbered`
 * nobody counts any more, so that a newcomer moves few: the handle is made of the path.
 */
type Choice = 'name' | 'stem' | number;

const mostNumbered = 50;

/** A file with its handle. */
export interface Seat<File> extends Claim<File> {
	readonly choice: Choice;
	readonly handle: string;
}

/** What a table asks of a file. */
export interface Named {
	readonly path: string;
	readonly stem: string;
	readonly agent: { readonly name: string };
}

/**
 * Gives each file of one origin a handle of its own: the name of its agent if nobody else has that
 * or the file is called so, else the file's stem, else `name-2`, `name-3` … Where several want the
 * same handle, owners of a name go first, then those who come first by their path.
 *
 * Files may come and go in any order: what follows from them is the same. Every handle is with the
 * strongest of those who want it more than what they have. So a newcomer takes from the weaker, who
 * go on to their next wish; and a handle that becomes free goes to the strongest who had to do
 * without it, whose own becomes free in turn. A change costs as much as the handles that it moves.
 */
export class HandleTable<File extends Named> {
	readonly #makeHandle: (text: string) => string;
	/** By path. */
	readonly #seats: LayeredMap<Seat<File>>;
	/** The path of each handle's file, by the handle in lower case. */
	readonly #holders: LayeredMap<string>;
	/** Paths by name, all and those that may have it. */
	readonly #named: SortedLists;
	readonly #entitled: SortedLists;
	/** Paths of files with a number, by the stem that they did not get, and by what is numbered. */
	readonly #withoutStem: SortedLists;
	readonly #numbered: SortedLists;
	readonly #onChange: (key: string) => void;

	/**
	 * @param makeHandle what a handle becomes of a text; empty where it has no letters for one
	 * @param onChange hears the handles, in lower case, that have changed hands
	 * @param below the table that this one is a changed copy of
	 */
	constructor(
		makeHandle: (text: string) => string,
		onChange: (key: string) => void,
		below?: HandleTable<File>,
	) {
		this.#makeHandle = makeHandle;
		this.#onChange = onChange;
		this.#seats = new LayeredMap(below && below.#seats);
		this.#holders = new LayeredMap(below && below.#holders);
		this.#named = new SortedLists(below && below.#named);
		this.#entitled = new SortedLists(below && below.#entitled);
		this.#withoutStem = new SortedLists(below && below.#withoutStem);
		this.#numbered = new SortedLists(below && below.#numbered);
	}

	/** The file of a path, with its handle. */
	at(path: string): Seat<File> | undefined {
		return this.#seats.get(path);
	}

	/** The file that has a handle, given in lower case. */
	holder(key: string): Seat<File> | undefined {
		const path = this.#holders.get(key);
		return path === undefined ? undefined : this.#seats.get(path);
	}

	/** The paths of the files whose agents have a name. */
	named(name: string): readonly string[] {
		return this.#named.get(this.#makeHandle(name).toLowerCase());
	}

	/** Adds a file, or replaces the one of its path. */
	put(file: File): void {
		const name = this.#makeHandle(file.agent.name);
		const stem = this.#makeHandle(file.stem);
		const known = this.#seats.get(file.path);
		if (known?.name === name && known.stem === stem) {
			this.#seats.set(file.path, { ...known, file });
			this.#onChange(keyOf(known));
			return;
		}
		this.remove(file.path);
		const key = name.toLowerCase();
		const isOwn = stem.toLowerCase() === key;
		const [other] = this.#named.get(key);
		// With a second one the name is no longer that of the first alone.
		if (other !== undefined) this.#entitle(other, false);
		this.#named.add(key, file.path);
		this.#enter({ file, name, stem, isOwn, mayHaveName: isOwn || other === undefined });
	}

	/** Takes a file out, if there is one of this path. */
	remove(path: string): void {
		const seat = this.#seats.get(path);
		if (!seat) return;
		const key = seat.name.toLowerCase();
		this.#leave(seat);
		this.#named.remove(key, path);
		const [only, second] = this.#named.get(key);
		if (only !== undefined && second === undefined) this.#entitle(only, true);
	}

	#entitle(path: string, isAlone: boolean): void {
		const seat = this.#seats.get(path);
		const mayHaveName = isAlone || seat?.isOwn === true;
		if (!seat || seat.mayHaveName === mayHaveName) return;
		this.#leave(seat);
		this.#enter({ ...seat, mayHaveName });
	}

	#enter(claim: Claim<File>): void {
		if (claim.mayHaveName) this.#entitled.add(claim.name.toLowerCase(), claim.file.path);
		let seeker = claim;
		let choice: Choice = claim.mayHaveName ? 'name' : 'stem';
		for (;;) {
			const handle = handleFor(seeker, choice);
			const holder = handle === '' ? undefined : this.holder(handle.toLowerCase());
			if (handle !== '' && (!holder || goesBefore(seeker, choice, holder))) {
				this.#sit(seeker, choice, handle);
				if (!holder) return;
				seeker = holder;
				({ choice } = holder);
			}
			choice =
				choice === 'name' ? 'stem' : choice === 'stem' ? this.#firstNumber(seeker) : choice + 1;
		}
	}

	#leave(seat: Seat<File>): void {
		const { path } = seat.file;
		this.#seats.set(path, undefined);
		this.#entitled.remove(seat.name.toLowerCase(), path);
		this.#unlist(seat);
		for (let vacant: string | undefined = keyOf(seat); vacant !== undefined;) {
			this.#holders.set(vacant, undefined);
			this.#onChange(vacant);
			vacant = this.#fill(vacant);
		}
	}

	/** Gives a handle to the strongest who had to do without it. @returns what that one had */
	#fill(key: string): string | undefined {
		for (const path of this.#entitled.get(key)) {
			const seat = this.#seats.get(path);
			if (seat && seat.choice !== 'name') return this.#move(seat, 'name');
		}
		const byStem = this.#numberedSeat(this.#withoutStem.get(key)[0]);
		const numbered = this.#firstAbove(key);
		if (byStem && !(numbered && numbered.seat.file.path < byStem.file.path)) {
			return this.#move(byStem, 'stem');
		}
		return numbered && this.#move(numbered.seat, numbered.number);
	}

	#move(seat: Seat<File>, choice: Choice): string {
		if (typeof choice !== 'number') this.#unlist(seat);
		this.#sit(seat, choice, handleFor(seat, choice));
		return keyOf(seat);
	}

	/** The first file that is numbered above the number in `key`, and that number. */
	#firstAbove(key: string): { readonly seat: Seat<File>; readonly number: number } | undefined {
		const [, base, digits] = /^(.+)-([1-9]\d*)$/.exec(key) ?? [];
		const number = Number(digits);
		if (base === undefined || number < 2) return undefined;
		const paths = this.#numbered.get(base);
		// Who comes first by the path has the lower number.
		const at = firstIndex(paths.length, (i) => numberOf(this.#numberedSeat(paths[i])) > number);
		const seat = this.#numberedSeat(paths[at]);
		return seat && { seat, number };
	}

	/** Lower numbers are with files that come before this one. */
	#firstNumber({ file, name }: Claim<File>): number {
		const paths = this.#numbered.get(baseOf(name).toLowerCase());
		const before = this.#numberedSeat(paths[placeIn(paths, file.path) - 1]);
		return before ? Math.min(numberOf(before), mostNumbered) + 1 : 2;
	}

	#numberedSeat(path: string | undefined): Seat<File> | undefined {
		return path === undefined ? undefined : this.#seats.get(path);
	}

	#sit(claim: Claim<File>, choice: Choice, handle: string): void {
		const { file, name, stem, isOwn, mayHaveName } = claim;
		const key = handle.toLowerCase();
		this.#seats.set(file.path, { file, name, stem, isOwn, mayHaveName, choice, handle });
		this.#holders.set(key, file.path);
		if (typeof choice === 'number') {
			this.#numbered.add(baseOf(name).toLowerCase(), file.path);
			this.#withoutStem.add(stem.toLowerCase(), file.path);
		}
		this.#onChange(key);
	}

	#unlist({ file, name, stem, choice }: Seat<File>): void {
		if (typeof choice !== 'number') return;
		this.#numbered.remove(baseOf(name).toLowerCase(), file.path);
		this.#withoutStem.remove(stem.toLowerCase(), file.path);
	}
}

function keyOf({ handle }: Seat<unknown>): string {
	return handle.toLowerCase();
}

function numberOf(seat: Seat<unknown> | undefined): number {
	return typeof seat?.choice === 'number' ? seat.choice : 0;
}

/** What is numbered where neither name nor stem is to be had. */
function baseOf(name: string): string {
	return name === '' ? 'agent' : name;
}

function handleFor({ file, name, stem }: Claim<Named>, choice: Choice): string {
	if (choice === 'name') return name;
	if (choice === 'stem') return stem;
	return `${baseOf(name)}-${choice > mostNumbered ? markOf(file.path, choice) : choice}`;
}

/** Seven letters and digits that tell a path from others; no number. */
function markOf(path: string, salt: number): string {
	return `x${textMark(path, salt).slice(-6)}`;
}

function goesBefore({ file }: Claim<Named>, choice: Choice, holder: Seat<Named>): boolean {
	const isName = choice === 'name';
	if (isName !== (holder.choice === 'name')) return isName;
	return file.path < holder.file.path;
}
