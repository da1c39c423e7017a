/** A VS Code that runs here: an npm package ships it as a server with the web workbench. */
export interface VsCodeVersion {
	/** Version of the npm package `code-server`. */
	readonly codeServer: string;
	/** Version of the VS Code in it; move the two together. */
	readonly vscode: string;
}

export type VersionName = 'newest' | 'oldest';

export const versions: Readonly<Record<VersionName, VsCodeVersion>> = {
	/** The one that start, tests, benchmarks and pictures run on. */
	newest: { codeServer: '4.139.1', vscode: '1.139.1' },
	/** The oldest in the npm registry that `engines.vscode` of package.json allows. */
	oldest: { codeServer: '4.133.0', vscode: '1.133.0' },
};

/** @throws an Error fit to show when `text` names none */
export function versionName(text: string): VersionName {
	if (text === 'newest' || text === 'oldest') return text;
	throw new Error(`There is no VS Code “${text}” here: say newest or oldest.`);
}
