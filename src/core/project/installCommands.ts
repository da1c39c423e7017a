import type { PackageManager } from './project.ts';

/** A package that a project is to get. */
export interface PackageToInstall {
	readonly name: string;
	/** The versions that will do, as npm writes them; `''` is the newest. */
	readonly range: string;
	/** Only development needs it. */
	readonly dev: boolean;
	/** The project declares it for development, and the app is to run with it. */
	readonly moves?: true;
}

const words: Readonly<Record<PackageManager, readonly [add: string, dev: string]>> = {
	npm: ['npm install', '--save-dev'],
	pnpm: ['pnpm add', '--save-dev'],
	yarn: ['yarn add', '--dev'],
	bun: ['bun add', '--dev'],
};

/**
 * The commands that install packages with a project's package manager: what the app runs with, what it
 * is to run with from now on, and what only development needs. Each shell reads them alike.
 */
export function installCommands(
	packageManager: PackageManager,
	packages: readonly PackageToInstall[],
): readonly string[] {
	const [add, dev] = words[packageManager];
	const line = (start: string, of: (each: PackageToInstall) => boolean): readonly string[] => {
		const names = packages.filter(of).map(specifierOf);
		return names.length === 0 ? [] : [[start, ...names].join(' ')];
	};
	return [
		...line(add, (each) => !each.dev && !each.moves),
		...moveCommands(packageManager, add, packages),
		...line(`${add} ${dev}`, (each) => each.dev && !each.moves),
	];
}

/** npm and pnpm leave a package where it is declared unless told; the others refuse to declare it twice. */
function moveCommands(
	packageManager: PackageManager,
	add: string,
	packages: readonly PackageToInstall[],
): readonly string[] {
	const moving = packages.filter(({ moves }) => moves);
	if (moving.length === 0) return [];
	const added = moving.map(specifierOf).join(' ');
	if (packageManager === 'npm' || packageManager === 'pnpm') return [`${add} --save-prod ${added}`];
	const names = moving.map(({ name }) => name).join(' ');
	return [`${packageManager} remove ${names}`, `${add} ${added}`];
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
