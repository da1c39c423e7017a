import type { problemCodes, ProblemCode } from './problemCodes.ts';
import type { Holes } from './template.ts';

type Rows = typeof problemCodes;

type TextOf<Code extends ProblemCode, Part extends string> = Rows[Code] extends {
	readonly [Each in Part]: infer Text;
}
	? Text
	: never;

type CasesIn<Text> = Text extends string ? never : Exclude<keyof Text, 'else'>;

type CasesOf<Code extends ProblemCode> = Extract<
	| CasesIn<TextOf<Code, 'severity'>>
	| CasesIn<TextOf<Code, 'message'>>
	| CasesIn<TextOf<Code, 'fix'>>,
	string
>;

/** A problem code, with its case where it has several: `file-empty`, `unknown-tool/slip`. */
export type ProblemKind = {
	[Code in ProblemCode]: [CasesOf<Code>] extends [never] ? Code : `${Code}/${CasesOf<Code>}`;
}[ProblemCode];

type CodeOf<Kind extends string> = Kind extends `${infer Code extends ProblemCode}/${string}`
	? Code
	: Kind extends ProblemCode
		? Kind
		: never;

/** The text of a row for a kind: the one for its case, or for all cases. Of several kinds, all texts. */
type TextFor<Kind extends string, Part extends string> = Kind extends unknown
	? Choice<TextOf<CodeOf<Kind>, Part>, Kind>
	: never;

type Choice<Text, Kind extends string> = Text extends string
	? Text
	: Kind extends `${string}/${infer Case extends Extract<keyof Text, string>}`
		? Text[Case]
		: Text extends { readonly else: infer Other }
			? Other
			: never;

type HolesFor<Kind extends string, Part extends string> = Holes<
	Extract<TextFor<Kind, Part>, string>
>;

/** What the message of a kind of problem is about: a value for each hole. */
export type DataOf<Kind extends string> = HolesFor<Kind, 'message'>;

/** What the title of a fix says: a value for each hole. */
export type FixDataOf<Kind extends string> = HolesFor<Kind, 'fix'>;

type Fixless<Kind extends string> = Kind extends unknown
	? [TextFor<Kind, 'fix'>] extends [never]
		? Kind
		: never
	: never;

/** Whether the row has a title for a fix, and of several kinds each. */
export type HasFix<Kind extends string> = [Fixless<Kind>] extends [never] ? true : false;

/** Codes whose problems have related places. */
export type RelatingCode = {
	[Code in ProblemCode]: [TextOf<Code, 'related'>] extends [never] ? never : Code;
}[ProblemCode];

export type RelatedDataOf<Code extends RelatingCode> = HolesFor<Code, 'related'>;
