export interface NpmRun {
	readonly cwd: string;
	/** What is being done, as the start of a line: 'Installing the development dependencies'. */
	readonly label: string;
	/** Added to the environment; a value of `undefined` removes the variable. */
	readonly env?: Readonly<Record<string, string | undefined>>;
}

export function runNpm(args: readonly string[], run: NpmRun): Promise<void>;
