/** The code that Node, or a file system of VS Code, gives an error; empty where it has none. */
export function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : '';
}
