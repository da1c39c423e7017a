import type { PackageManager } from './project.ts';

/** A package that a project is to get. */
export interface PackageToInstall {
	readonly name: string;
	/** The versions that will do, as npm writes them; `''` is the newest. */
	readonly range: string;
	/** Only development needs it. */
	readonly dev: boolean;
}

const words: Readonly<Record<PackageManager, readonly [add: string, dev: string]>> = {
	npm: ['npm install', '--save-dev'],
	pnpm: ['pnpm add', '--save-dev'],
	yarn: ['yarn add', '--dev'],
	bun: ['bun add', '--dev'],
};

/**
 * The commands that install packages with a project's package manager, at most two: what the app
 * runs with, and what only development needs. Each shell reads them alike.
 */
export function installCommands(
	packageManager: PackageManager,
	packages: readonly PackageToInstall[],
): readonly string[] {
	const [add, dev] = words[packageManager];
	return [false, true].flatMap((isDev) => {
		const names = packages.filter((each) => each.dev === isDev).map(specifierOf);
		return names.length === 0 ? [] : [[add, ...(isDev ? [dev] : []), ...names].join(' ')];
	});
}

/** Of `^4` the bare number means the same, and needs no quotes in any shell. */
function specifierOf({ name, range }: PackageToInstall): string {
	if (range === '') return name;
	const major = /^\^([1-9]\d*)$/.exec(range)?.[1] ?? range;
	return /^[\d.]+$/.test(major) ? `${name}@${major}` : `"${name}@${range}"`;
}

const runners: Readonly<Record<PackageManager, string>> = {
	npm: 'npx',
	pnpm: 'pnpm exec',
	yarn: 'yarn',
	bun: 'bunx',
};

/** A command of drizzle-kit, as the project has it: `generate` writes the migrations of a changed schema. */
export function drizzleCommand(
	packageManager: PackageManager,
	command: 'generate' | 'migrate' | 'push',
): string {
	return `${runners[packageManager]} drizzle-kit ${command}`;
}
