import { ownValue } from '../text/ownValue.ts';
import { problemTexts } from '../../generated/problemTexts.ts';
import type { TextEdit, TextRange } from '../text/range.ts';
import type { ProblemCode, ProblemTexts, Severity } from './problemCodes.ts';
import type {
	DataOf,
	FixDataOf,
	HasFix,
	ProblemKind,
	RelatedDataOf,
	RelatingCode,
} from './problemKinds.ts';
import { fill, fillWithin } from './template.ts';
import type { HoleValue } from './template.ts';

export type { ProblemCode, Severity } from './problemCodes.ts';
export type { ProblemKind } from './problemKinds.ts';

/** One way to mend a problem. The edits do not overlap and are meant to be applied together. */
export interface Fix {
	readonly title: string;
	readonly edits: readonly TextEdit[];
	/**
	 * The fix is a guess at what the author wants, and not the same said better: only offered, never
	 * part of "Fix all".
	 */
	readonly isGuess?: true;
}

/** What the lists and the peek view of VS Code show of a message in one line, in UTF-16 units. */
export const longestMessage = 80;

/** Another place that a problem has to do with. */
export interface RelatedPlace {
	/** As in `AgentFile.path`. */
	readonly path: string;
	readonly range: TextRange;
	readonly message: string;
}

/** What users may make of a problem: how bad it is to them, or that they do not want to know. */
export const problemLevels = ['error', 'warning', 'information', 'hint', 'off'] as const;
export type ProblemLevel = (typeof problemLevels)[number];

/**
 * Something wrong in an agent file. `code` is public and stable: it is documented, and people
 * filter by it. `message` is one plain sentence that ends with what to do.
 */
export interface Problem {
	readonly code: ProblemCode;
	readonly severity: Severity;
	readonly range: TextRange;
	readonly message: string;
	readonly fix?: Fix;
	readonly related?: readonly RelatedPlace[];
}

/** What a fix does; its title is in the row. */
export type FixEdits = Omit<Fix, 'title'>;

type Data = Readonly<Record<string, HoleValue>>;
type Filled<Values> = keyof Values extends never ? Readonly<Record<string, never>> : Values;

/** What follows from the row of a kind: values for the holes, and the fix where it has a title for one. */
type Arguments<Kind extends ProblemKind> =
	| (keyof DataOf<Kind> extends never ? [] : [data: DataOf<Kind>])
	| (HasFix<Kind> extends true
			? [data: Filled<DataOf<Kind> & FixDataOf<Kind>>, fix: FixEdits | undefined]
			: never);

const texts: Readonly<Record<ProblemCode, ProblemTexts>> = problemTexts;

/**
 * A problem, worded as its row has it.
 *
 * @param kind the code, with the case behind a slash where the row has several
 * @param rest values for the holes of the message and of the fix's title, and what the fix does
 */
export function problem<Kind extends ProblemKind>(
	kind: Kind,
	range: TextRange,
	...rest: Arguments<Kind>
): Problem;
export function problem(
	kind: ProblemKind,
	range: TextRange,
	data: Data = {},
	fix?: FixEdits,
): Problem {
	const [code, row, name] = rowOf(kind);
	const severity = choose(row.severity, name);
	const message = fillWithin(choose(row.message, name), data, longestMessage);
	return fix
		? { code, severity, range, message, fix: titled(kind, data, fix) }
		: { code, severity, range, message };
}

/** The fix of a problem that has been found without one, worded as its row has it. */
export function fixOf<Kind extends ProblemKind | ProblemCode>(
	kind: HasFix<Kind> extends true ? Kind : never,
	data: Filled<FixDataOf<Kind>>,
	fix: FixEdits,
): Fix;
export function fixOf(kind: ProblemKind | ProblemCode, data: Data, fix: FixEdits): Fix {
	return titled(kind, data, fix);
}

/** Another place that a problem of this code has to do with, worded as its row has it. */
export function relatedPlace<Code extends RelatingCode>(
	code: Code,
	place: Omit<RelatedPlace, 'message'>,
	data: RelatedDataOf<Code>,
): RelatedPlace;
export function relatedPlace(
	code: ProblemCode,
	{ path, range }: Omit<RelatedPlace, 'message'>,
	data: Data,
): RelatedPlace {
	return { path, range, message: fill(texts[code].related ?? '', data) };
}

function titled(kind: ProblemKind | ProblemCode, data: Data, fix: FixEdits): Fix {
	const [, row, name] = rowOf(kind);
	return { title: fill(choose(row.fix ?? '', name), data), ...fix };
}

function rowOf(
	kind: ProblemKind | ProblemCode,
): readonly [code: ProblemCode, row: (typeof texts)[ProblemCode], name: string] {
	const [code = '', name = 'else'] = kind.split('/');
	// The types say that it is one.
	const known = code as ProblemCode;
	return [known, texts[known], name];
}

/** The text of a case, in a row that has one for all cases, or one for each. */
function choose<Text extends string>(
	choice: Text | Readonly<Record<string, Text>>,
	name: string,
): Text {
	if (typeof choice === 'string') return choice;
	const text = ownValue(choice, name) ?? choice['else'];
	if (text === undefined) throw new Error(`The row has no text for ${name}`);
	return text;
}
