import { rmSync } from 'node:fs';
import path from 'node:path';
import { after, before, it } from 'mocha';
import { skip } from '../helpers/skip.ts';
import { kitNotNow } from '../helpers/turn.ts';
import { startApp, type App } from './app.ts';
import { kitMajors, todaysKits, withProjects, type KitMajor } from './install.ts';
import { readPatterns } from './library.ts';
import { projectOn } from './project.ts';
import { run, type RunResult } from './run.ts';
import { unlessUnchanged } from './unchanged.ts';

/** What a project's own tools say about it. */
export interface ProjectResults {
	readonly check: Promise<RunResult>;
	readonly build: Promise<RunResult>;
	/** `vitest run` over the tests that patterns bring. */
	readonly tests: Promise<RunResult>;
}

const results = new Map<KitMajor, Promise<ProjectResults>>();
const apps = new Map<KitMajor, Promise<App>>();
/** How many tests of each pattern passed, by `pattern kit`. */
const proven = new Map<string, number>();
/** The patterns that tests are there for. */
const expected = new Set<string>();
const sound = new Map<string, boolean>();

const svelteCheck = [
	'svelte-check',
	'--tsconfig',
	'./tsconfig.json',
	'--output',
	'machine',
	'--fail-on-warnings',
] as const;

/** A busy machine starts a Postgres slowly. */
const patience = ['--testTimeout', '60000', '--hookTimeout', '60000'];

/** Type check, build and tests of a project; each runs once. */
export function resultsOn(kit: KitMajor): Promise<ProjectResults> {
	const known = results.get(kit) ?? runTools(kit);
	results.set(kit, known);
	return known;
}

async function runTools(kit: KitMajor): Promise<ProjectResults> {
	const { root } = await projectOn(kit);
	const buildFolder = path.join(root, 'build');
	const runTool = (resultFile: string, command: string, ...args: string[]): Promise<RunResult> =>
		unlessUnchanged(resultFile, root, [command, ...args], () => run(root, command, args, true));
	const resultOf = (name: string): string => path.join(`${root}-results`, `${name}.json`);
	// Kit writes the types of the routes anew in each of them, under the eyes of the others: so one
	// after the other. The check comes first: it would read what the build makes, too.
	const check = unlessUnchanged(resultOf('check'), root, svelteCheck, () => {
		rmSync(buildFolder, { recursive: true, force: true });
		const [command, ...args] = svelteCheck;
		return run(root, command, args, true);
	});
	// Its result goes with what it made.
	const build = check.then(() =>
		runTool(path.join(buildFolder, 'result.json'), 'vite', 'build', '--logLevel', 'warn'),
	);
	const tests = build.then(() => runTool(resultOf('tests'), 'vitest', 'run', ...patience));
	return { check, build, tests };
}

/** The running app of a project; one for all tests that leave it as they found it. */
export function appOn(kit: KitMajor): Promise<App> {
	const known = apps.get(kit) ?? startBuilt(kit);
	apps.set(kit, known);
	return known;
}

async function startBuilt(kit: KitMajor): Promise<App> {
	const { code, output } = await (await resultsOn(kit)).build;
	if (code !== 0) throw new Error(`The project for Kit ${kit} does not build.\n${output}`);
	return await startApp(await projectOn(kit));
}

/**
 * Declares a test for each major version of SvelteKit whose turn it is. A pass counts as proof of the
 * patterns that it names.
 *
 * @param patternIds the patterns whose behaviour the test shows, by id and with blanks between
 */
export function onEachKit(
	patternIds: string,
	sentence: string,
	test: (app: App) => Promise<void>,
): void {
	for (const id of patternIds.split(' ')) expected.add(id);
	// Two apps share nothing, so the first of the tests starts both and saves the other's time.
	let runs: ReadonlyMap<KitMajor, Promise<void>> | undefined;
	for (const kit of todaysKits) {
		it(`${sentence} on Kit ${kit}`, async () => {
			runs ??= new Map(todaysKits.map((major) => [major, runOn(major, test)]));
			await runs.get(kit);
			prove(patternIds, kit);
		});
	}
}

function runOn(kit: KitMajor, test: (app: App) => Promise<void>): Promise<void> {
	const outcome = appOn(kit).then(test);
	// The test that it belongs to reports a failure, but may not wait for it yet.
	outcome.catch(() => undefined);
	return outcome;
}

/** Counts a proof of the behaviour of patterns. */
export function prove(patternIds: string, kit: KitMajor): void {
	for (const id of patternIds.split(' ')) {
		proven.set(`${id} ${kit}`, (proven.get(`${id} ${kit}`) ?? 0) + 1);
	}
}

/** Notes whether the project with all patterns passed its type check or build. */
export function noteSound(what: 'types' | 'build', kit: KitMajor, ok: boolean): void {
	sound.set(`${what} ${kit}`, ok);
}

/** Ids that tests name although no pattern has them. */
export function unknownIds(): readonly string[] {
	const known = new Set(readPatterns().map(({ id }) => id));
	return [...expected].filter((id) => !known.has(id));
}

const finished = Promise.withResolvers<void>();

/** Resolves once no other run uses the projects; they are ours until `finished` resolves. */
function ownTurn(): Promise<void> {
	return new Promise((resolve, reject) => {
		withProjects(async () => {
			resolve();
			await finished.promise;
		}).catch(reject);
	});
}

for (const kit of kitMajors) {
	const reason = kitNotNow(kit);
	if (reason === undefined) continue;
	it(`all that is tested of patterns on Kit ${kit}`, function () {
		skip(this, reason);
	});
}

// Hooks of the whole run, whichever files it is made of.
before('install the projects and put the patterns in', async function () {
	this.timeout(1_800_000);
	await ownTurn();
	await Promise.all(todaysKits.map(projectOn));
	await Promise.allSettled(todaysKits.map(appOn));
});

after('stop the servers and print the table', async function () {
	this.timeout(300_000);
	for (const app of apps.values()) await app.then(({ stop }) => stop()).catch(() => undefined);
	// With only some of the tests asked for, a tool may still be at work in a project.
	for (const result of results.values()) {
		const tools = await result.catch(() => undefined);
		await Promise.allSettled([tools?.check, tools?.tests]);
	}
	finished.resolve();
	console.log(table());
});

const verdicts = new Map<boolean | undefined, string>([
	[true, 'yes'],
	[false, 'NO'],
]);

function table(): string {
	const cell = (id: string, kit: KitMajor): string =>
		[
			...['types', 'build'].map((what) => verdicts.get(sound.get(`${what} ${kit}`)) ?? '-'),
			proven.get(`${id} ${kit}`) ?? 0,
		].join(' / ');
	const rows = readPatterns().map(({ id, title }) => [
		title,
		...todaysKits.map((kit) => cell(id, kit)),
	]);
	const head = ['Pattern', ...todaysKits.map((kit) => `Kit ${kit}`)];
	const lines = [head, head.map(() => '---'), ...rows];
	return [
		'\nPer pattern and Kit: type-checked / built / tests of its behaviour that passed',
		...lines.map((row) => `| ${row.join(' | ')} |`),
	].join('\n');
}
