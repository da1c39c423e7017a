/** What is left in the extension host at one moment, after its garbage is collected. */
export interface Remains {
	/** Bytes of the heap. */
	readonly heap: number;
	/** What the extension has registered with VS Code and not disposed of, by the name of the function. */
	readonly registered: Readonly<Record<string, number>>;
	/** Objects of classes that hold listeners, VS Code's own included, by class. */
	readonly objects: Readonly<Record<string, number>>;
	/** Processes and open files, sockets and watchers of the whole extension host, by kind. */
	readonly handles: Readonly<Record<string, number>>;
}

/** What a soak has done and found. */
export interface SoakReport {
	readonly done: {
		/** Questions by what became of them. */
		readonly questions: Readonly<Record<string, number>>;
		/** Changes of files that VS Code told of. */
		readonly fileEvents: number;
		readonly insertions: number;
		readonly hovers: number;
		/** Hovers that said something. */
		readonly answeredHovers: number;
	};
	/** At the start, after the rounds that warm up, and after each round. */
	readonly remains: readonly Remains[];
	/** Rejections that nobody handled and exceptions that nobody caught, with a word of ours in them. */
	readonly unhandled: readonly string[];
	/** The same of VS Code and its own extensions. */
	readonly foreign: readonly string[];
	/** Entries of the extension's log, by level. */
	readonly logged: Readonly<Record<string, number>>;
	/** Warnings and errors in the log that nothing provoked. */
	readonly unexpected: readonly string[];
	/** The first lines of those that were provoked. */
	readonly expected: readonly string[];
	/** What went another way than it should. */
	readonly faults: readonly string[];
	/** The longest time that the extension host could do nothing else, in ms. */
	readonly longestBlock: number;
}

/** How much the heap may have grown. */
const mostGrowth = 1.2;

/** What of a report must not be, each as a sentence. */
export function complaints(report: SoakReport): readonly string[] {
	const { unhandled, unexpected, faults } = report;
	const [start] = report.remains;
	const end = report.remains.at(-1);
	if (!start || !end) return ['Nothing was measured.'];
	const growth = end.heap / start.heap;
	return [
		...(growth > mostGrowth ? [`The heap has grown to ${growth.toFixed(2)} times its size.`] : []),
		...grown(start.registered, end.registered).map((what) => `Registered and left: ${what}.`),
		...grown(start.handles, end.handles).map((what) => `Opened and left: ${what}.`),
		...unhandled.map((what) => `Nobody handled: ${what}`),
		...alike(unexpected).map((what) => `In the log, and provoked by nothing: ${what}`),
		...alike(faults),
	];
}

/** Each text once, with how often it stands there where that is more. */
export function alike(texts: readonly string[]): readonly string[] {
	const counts = new Map<string, number>();
	for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
	return [...counts].map(([text, count]) => (count === 1 ? text : `${text} (${count} times)`));
}

function grown(
	start: Readonly<Record<string, number>>,
	end: Readonly<Record<string, number>>,
): readonly string[] {
	return Object.entries(end)
		.filter(([name, count]) => count > (start[name] ?? 0))
		.map(([name, count]) => `${name} (${start[name] ?? 0} at the start, ${count} at the end)`);
}
