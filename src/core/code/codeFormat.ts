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
	svelteIndentScriptAndStyle: true,
	insertFinalNewline: false,
};
