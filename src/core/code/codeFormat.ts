/** How a project's code is formatted, in the words of Prettier. */
export interface CodeFormat {
	readonly useTabs: boolean;
	readonly tabWidth: number;
	readonly printWidth: number;
	readonly semi: boolean;
	readonly singleQuote: boolean;
	readonly trailingComma: 'all' | 'es5' | 'none';
	readonly bracketSpacing: boolean;
	readonly arrowParens: 'always' | 'avoid';
	readonly quoteProps: 'as-needed' | 'consistent' | 'preserve';
	/** Whether objects of several lines stay so where they would fit on one. */
	readonly objectWrap: 'preserve' | 'collapse';
	readonly experimentalTernaries: boolean;
	readonly experimentalOperatorPosition: 'start' | 'end';
	/** How the lines of new files end; those of others stay. */
	readonly endOfLine: 'lf' | 'crlf';
	readonly svelteIndentScriptAndStyle: boolean;
	/** Whether the project's formatter ends each file with a line break; else the editor decides. */
	readonly insertFinalNewline: boolean;
}

/** How the patterns are written. */
export const patternFormat: CodeFormat = {
	useTabs: true,
	tabWidth: 2,
	printWidth: 100,
	semi: true,
	singleQuote: true,
	trailingComma: 'none',
	bracketSpacing: true,
	arrowParens: 'always',
	quoteProps: 'as-needed',
	objectWrap: 'preserve',
	experimentalTernaries: false,
	experimentalOperatorPosition: 'end',
	endOfLine: 'lf',
	svelteIndentScriptAndStyle: true,
	insertFinalNewline: false,
};

/** One level of indentation in code of this format. */
export function indentationOf({ useTabs, tabWidth }: CodeFormat): string {
	return useTabs ? '\t' : ' '.repeat(tabWidth);
}
