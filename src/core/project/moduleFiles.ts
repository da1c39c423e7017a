/**
 * The files that a module may be in, given one of them, which comes first: with another ending, or as
 * the index of a folder. Of what is no module there is just the one.
 */
export function moduleFiles(path: string): readonly string[] {
	if (!/(?<!\.d)\.[jt]s$/.test(path)) return [path];
	const name = path.split('/').at(-1) ?? '';
	const base = path.replace(/\.[jt]s$/, '');
	const names = [path, `${base}.ts`, `${base}.js`];
	// Route files, tests and configurations are found by their names.
	if (/^\+|\.(?:test|spec|config|server|remote)\.[jt]s$|^index\.[jt]s$/.test(name)) {
		const folder = name.startsWith('index.') ? base.slice(0, -'/index'.length) : undefined;
		if (folder) names.push(`${folder}.ts`, `${folder}.js`);
	} else {
		names.push(`${base}/index.ts`, `${base}/index.js`);
	}
	return [...new Set(names)];
}
