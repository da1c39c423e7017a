import { existsSync, globSync, statSync } from 'node:fs';
import path from 'node:path';
import { hostResultFile, hostSuites } from './hostTests.ts';
import { notNow, windowDays } from '../test/helpers/turn.ts';
import type { Step } from './steps.ts';
import { cacheRoot, repoRoot } from './vscode/paths.ts';
import { versions } from './vscode/versions.ts';

/** Tests that one program runs. */
interface Suite {
	readonly title: string;
	/** Folders with its test files, from the repository's root. */
	readonly folders: readonly string[];
	readonly run: (patterns: readonly string[]) => readonly string[];
	readonly report: string;
	/** Titles of what has to be there before. */
	readonly needs: readonly string[];
	readonly opensWindows: boolean;
	/** Which of the days it has, where it is not run on all. */
	readonly day?: number;
	/** Groups of its files, by how their paths begin, of which each has its day; the others have all. */
	readonly turns?: readonly (readonly string[])[];
}

export interface PlanOptions {
	/** What stood on the command line: test files, folders or sources, and words of titles. */
	readonly args: readonly string[];
	/** The folder that paths in `args` start from, besides the repository's root. */
	readonly from: string;
	/** Whether the tests run in a desktop VS Code instead of the one from the npm registry. */
	readonly isDesktop: boolean;
}

export interface TestPlan {
	readonly steps: readonly Step[];
	/** What is run, in words, where it is not all. */
	readonly selection?: string;
}

const vsCode = 'VS Code from the npm registry';
const oldVsCode = `The oldest VS Code from the npm registry, ${versions.oldest.vscode}`;
const projects = 'SvelteKit projects from the npm registry';
const build = 'Build';

/**
 * The steps of a test run. Without arguments, all there are. Paths pick test files, folders of them,
 * or the tests of a source file; words pick the tests whose titles have them, in what the paths pick or
 * else everywhere.
 *
 * @throws an Error fit to show for a path without tests
 */
export function planTests({ args, from, isDesktop }: PlanOptions): TestPlan {
	const suites = suitesFor(isDesktop);
	const preparations = preparationsFor(isDesktop);
	if (args.length === 0) {
		return {
			steps: [
				...preparations.filter(({ title }) => title !== build),
				{
					title: 'Generated parts are up to date',
					command: node('build/generate.ts', '--check'),
					isBeforeWindows: true,
				},
				{ title: 'Types, lint, format', command: npm('lint'), isBeforeWindows: true },
				...preparations.filter(({ title }) => title === build),
				...suites.map(todaysStep),
				oldestStep(isDesktop),
			],
		};
	}
	const paths: string[] = [];
	const words: string[] = [];
	for (const arg of args) {
		const found = testsAt(arg, from);
		if (found) paths.push(...found);
		else words.push(arg);
	}
	const picked = suites.flatMap((suite) => {
		const patterns =
			paths.length === 0
				? suite.folders.map(everyTestIn)
				: paths.filter((file) => suite.folders.some((folder) => file.startsWith(`${folder}/`)));
		return patterns.length > 0 ? [stepOf(suite, patterns, words.join(' '))] : [];
	});
	const needed = new Set(picked.flatMap(({ needs = [] }) => needs));
	const selection = [
		...(paths.length > 0 ? [paths.join(', ')] : []),
		...(words.length > 0 ? [`titles with “${words.join(' ')}”`] : []),
	].join(', ');
	return {
		steps: [...preparations.filter(({ title }) => needed.has(title)), ...picked],
		selection,
	};
}

/** The longest first, so that all lanes are busy to the end. */
function suitesFor(isDesktop: boolean): readonly Suite[] {
	const inVsCode = [build, ...(isDesktop ? [] : [vsCode])];
	return [
		{
			title: 'Tests in the extension host',
			folders: [hostSuites.host.folder],
			run: (patterns) => ['build/hostTests.ts', ...patterns],
			report: hostResultFile('host', 'newest'),
			needs: [...inVsCode, projects],
			opensWindows: true,
			turns: inGroups('test/vscode', [
				'features/models/ features/participants/ features/start/',
				'features/language/ features/tools/ features/patterns/patternProjects.',
				'features/patterns/agentPatterns. features/patterns/chooseProject. features/patterns/patternTargets. features/patterns/patternTool.',
				'features/patterns/patterns. features/patterns/pickPattern. features/patterns/writeFiles.',
				'features/pack/ host/',
			]),
		},
		{
			...mochaSuite('ui', 'Tests of the user interface', ['test/ui'], inVsCode),
			opensWindows: true,
			// manyAgents, chat and myAgents have parts that are long, each on a day of its own.
			turns: inGroups('test/ui', [
				'agentFile. hover. leftToDo.',
				'confirmation. door. endpoint. words.',
				'restricted. toolLoop. palette.',
				'problems. view.',
				'myAgents. walkthrough.',
			]),
		},
		// What a desktop VS Code has of Copilot depends on who has signed in there.
		...(isDesktop
			? []
			: [
					{
						title: 'Chat with the Copilot Chat that comes with VS Code',
						folders: [hostSuites.copilot.folder],
						run: (patterns: readonly string[]) => [
							'build/hostTests.ts',
							'--suite=copilot',
							...patterns,
						],
						report: hostResultFile('copilot', 'newest'),
						needs: inVsCode,
						opensWindows: true,
						day: 3,
					},
				]),
		mochaSuite('matrix', 'Patterns in projects of the Svelte CLI', ['test/matrix'], []),
		mochaSuite('core', 'Core tests', ['test/build', 'test/core'], []),
		mochaSuite('patterns', 'Patterns in real SvelteKit projects', ['test/patterns'], [projects]),
	];
}

/** Groups of files by how their paths in a folder begin, a line of these for each day. */
function inGroups(folder: string, lines: readonly string[]): readonly (readonly string[])[] {
	return lines.map((line) => line.split(' ').map((name) => `${folder}/${name}`));
}

function mochaSuite(
	name: string,
	title: string,
	folders: readonly string[],
	needs: readonly string[],
): Suite {
	return {
		title,
		folders,
		run: (patterns) => ['build/mochaRun.ts', name, ...patterns],
		report: path.join(cacheRoot, 'results', `${name}.json`),
		needs,
		opensWindows: false,
	};
}

/** The day of the oldest VS Code, which is fetched for it: neither that of Copilot nor one with much else. */
const oldestDay = 2;

function skippedUnless(day: number): Pick<Step, 'skipped'> {
	const skipped = notNow(windowDays, day);
	return skipped === undefined ? {} : { skipped };
}

/** The tests of a suite, but those that take turns and have theirs another day. */
function todaysStep(suite: Suite): Step {
	const { folders, day, turns = [] } = suite;
	const skips = turns.flatMap((group, which) => {
		const reason = notNow(turns.length, which);
		return reason === undefined ? [] : group.map((title) => ({ title, reason }));
	});
	const everything = folders.map(everyTestIn);
	if (skips.length === 0) {
		return { ...stepOf(suite, everything), ...(day !== undefined && skippedUnless(day)) };
	}
	const isToday = (file: string): boolean => !skips.some(({ title }) => file.startsWith(title));
	return { ...stepOf(suite, filesOf(everything).filter(isToday)), skips };
}

/** What users of the oldest VS Code do most. */
function oldestStep(isDesktop: boolean): Step {
	const files = 'test/vscode/**/{participants,handbook,toolLoop}.test.ts';
	return {
		title: `Chat on VS Code ${versions.oldest.vscode}`,
		command: node('build/hostTests.ts', files, '--vscode=oldest'),
		report: hostResultFile('host', 'oldest'),
		needs: [build, ...(isDesktop ? [] : [oldVsCode])],
		opensWindows: true,
		...skippedUnless(oldestDay),
	};
}

function preparationsFor(isDesktop: boolean): readonly Step[] {
	const installs: readonly (readonly [title: string, ...args: string[]])[] = [
		[vsCode, 'build/vscode/install.ts'],
		[oldVsCode, 'build/vscode/install.ts', '--vscode=oldest'],
	];
	return [
		...(isDesktop ? [] : installs),
		[projects, 'test/patterns/install.ts'] as const,
		[build, 'build/bundle.ts'] as const,
	].map(([title, ...args]) => ({
		title,
		command: node(...args),
		isPreparation: true,
		...(title === oldVsCode && skippedUnless(oldestDay)),
	}));
}

function stepOf(
	{ title, run, report, needs, opensWindows }: Suite,
	patterns: readonly string[],
	words = '',
): Step {
	const grep = words === '' ? [] : [`--grep=${words}`];
	return { title, command: node(...run(patterns), ...grep), report, needs, opensWindows };
}

function everyTestIn(folder: string): string {
	return `${folder}/**/*.test.ts`;
}

/** The test files that a path means; `undefined` for a word. */
function testsAt(arg: string, from: string): readonly string[] | undefined {
	// “agents” is a word of titles, although there is a folder of that name.
	if (!/[\\/]|\.ts$/.test(arg)) return undefined;
	const absolute = [path.resolve(from, arg), path.resolve(repoRoot, arg)].find((each) =>
		existsSync(each),
	);
	if (absolute === undefined) {
		if (!arg.endsWith('.ts')) return undefined;
		throw new Error(`There is no ${arg}.`);
	}
	const file = path.relative(repoRoot, absolute).replaceAll('\\', '/');
	const pattern = statSync(absolute).isDirectory()
		? `${file}/**/*.test.ts`
		: file.endsWith('.test.ts')
			? file
			: `test/**/${path.parse(file).name}.test.ts`;
	const found = filesOf([pattern]);
	if (found.length === 0 || !found.every((each) => each.startsWith('test/'))) {
		throw new Error(`There are no tests for ${arg}.`);
	}
	return found;
}

/** In order. */
function filesOf(patterns: readonly string[]): readonly string[] {
	const found = globSync([...patterns], { cwd: repoRoot });
	return found.map((each) => each.replaceAll('\\', '/')).toSorted();
}

function node(...args: readonly string[]): Step['command'] {
	return [process.execPath, ...args];
}

function npm(script: string): Step['command'] {
	const cli = process.env['npm_execpath'];
	const run = ['run', '--silent', script] as const;
	return cli?.endsWith('.js') ? node(cli, ...run) : ['npm', ...run];
}
