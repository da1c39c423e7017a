import { existsSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { projectImports } from '../../src/core/code/imports.ts';
import { moduleKey } from '../../src/core/pattern/patterns.ts';
import type { TablesWay } from '../../src/core/insertion/tablesWay.ts';
import { install, nothingMore, putFiles, type Installation } from './installation.ts';
import type { CellPlan } from './planCell.ts';
import { ask, startDatabase, startServer, type Server } from './server.ts';
import { runCommand, type CommandResult } from './runCommand.ts';
import type { Files, Scaffold } from './scaffold.ts';

/** What was wrong with a cell, each as `kind: words`; nothing where all is well. */
export type Faults = readonly string[];

/** What a project's own tools say about it before anything is put into it. */
export interface Baseline {
	readonly errors: number;
	readonly versions: Readonly<Record<string, string>>;
}

/**
 * Puts a pattern into a project as it was planned and looks whether the project is as sound as before:
 * its types, its build, the server, the routes that came, the format of what was written.
 */
export async function proveCell(plan: CellPlan, { errors }: Baseline): Promise<Faults> {
	const { cell, conflicts, refusal, order, files } = plan;
	if (refusal !== undefined) return [`refused: ${refusal}`];
	const asked = [
		...conflicts.map((conflict) => `conflict: ${conflict}`),
		...hookFaults(new Map([...cell.scaffold.files, ...files])),
	];
	const installation = await install(cell.scaffold, order);
	if ('refused' in installation) return [...asked, `install: ${installation.refused}`];
	putFiles(installation, files);
	const faults = [
		...(plan.tables === undefined ? [] : await migrationFaults(installation, plan.tables)),
		...(await buildFaults(installation)),
		...(await typeFaults(installation, errors)),
		...(await formatFaults(installation, files)),
	];
	const isBuilt = !faults.some((fault) => fault.startsWith('build: '));
	if (isBuilt) faults.push(...(await serverFaults(installation, routesAmong(files), plan)));
	return [...asked, ...faults].map((fault) => shortened(fault, installation.root));
}

/**
 * Looks at a project without a pattern.
 *
 * @throws where it does not build, start and answer as it is: then no pattern can be proved in it
 */
export async function readBaseline(
	scaffold: Scaffold,
	packages: readonly string[],
): Promise<Baseline> {
	const installation = await install(scaffold, nothingMore);
	if ('refused' in installation) throw new Error(installation.refused);
	putFiles(installation, new Map());
	const faults = [
		...(await buildFaults(installation)),
		...(await formatFaults(installation, scaffold.files)),
		...(await serverFaults(installation, ['/'])),
	];
	if (faults.length > 0) throw new Error(`${scaffold.name} is not sound: ${faults.join('\n')}`);
	const { errors } = await checkTypes(installation);
	const versions: Record<string, string> = {};
	for (const name of packages) {
		const file = path.join(installation.root, 'node_modules', name, 'package.json');
		if (!existsSync(file)) continue;
		const { default: manifest } = (await import(file, { with: { type: 'json' } })) as {
			default: { version: string };
		};
		versions[name] = manifest.version;
	}
	return { errors: errors ?? 0, versions };
}

/** Hooks that never run: nothing imports them, or Kit loads another file than theirs. */
export function hookFaults(files: Files): Faults {
	const imported = new Set(
		[...files].flatMap(([file, text]) =>
			/\.(?:[jt]s|svelte)$/.test(file) && !/\.(?:test|spec)\.[jt]s$/.test(file)
				? projectImports(text).map((specifier) => moduleKey(specifier, file))
				: [],
		),
	);
	const names = [...files.keys()];
	const unwired = names.filter(
		(file) => file.includes('/hooks/') && !imported.has(moduleKey(file)),
	);
	const roots = names.filter((file) => file.startsWith('src/hooks.server.'));
	return [
		...unwired.map((file) => `hooks: ${file} is imported by nothing`),
		...(roots.length > 1 ? [`hooks: Kit loads only one of ${roots.join(' and ')}`] : []),
	];
}

async function migrationFaults({ root }: Installation, way: TablesWay): Promise<Faults> {
	if (way === 'push') return [];
	return drizzleFaults(root, ['generate'], {});
}

/** What has to reach the database itself is done when that is there. */
async function tableFaults(
	root: string,
	way: TablesWay | undefined,
	env: Readonly<Record<string, string>>,
): Promise<Faults> {
	if (way === 'migrate') return drizzleFaults(root, ['migrate'], env);
	// A user looks at what changes and agrees.
	return way === 'push' ? drizzleFaults(root, ['push', '--force'], env) : [];
}

async function drizzleFaults(
	root: string,
	command: readonly string[],
	env: Readonly<Record<string, string>>,
): Promise<Faults> {
	const { code, output } = await runTool(root, ['drizzle-kit', ...command], env);
	return code === 0 ? [] : [`migration: ${errorIn(output) ?? lastLine(output)}`];
}

async function buildFaults({ root }: Installation): Promise<Faults> {
	const { code, output } = await runTool(root, ['vite', 'build']);
	if (code === 0) return [];
	// The build has made the types of the routes, if it got so far.
	await runTool(root, ['svelte-kit', 'sync']);
	return [`build: ${errorIn(output) ?? lastLine(output)}`];
}

async function typeFaults(installation: Installation, before: number): Promise<Faults> {
	const { errors, words, output } = await checkTypes(installation);
	if (errors === undefined) return [`types: no result: ${errorIn(output) ?? lastLine(output)}`];
	return errors > before ? [`types: ${errors - before} errors: ${words}`] : [];
}

async function checkTypes({ root, scaffold }: Installation): Promise<{
	readonly errors: number | undefined;
	/** The messages that are most frequent. */
	readonly words: string;
	readonly output: string;
}> {
	const config = scaffold.files.has('tsconfig.json') ? './tsconfig.json' : './jsconfig.json';
	const { output } = await runTool(root, [
		'svelte-check',
		`--tsconfig=${config}`,
		'--output=machine',
		'--threshold=error',
	]);
	const errors = /COMPLETED \d+ FILES (\d+) ERRORS/.exec(output)?.[1];
	const messages = [...output.matchAll(/ ERROR "[^"]+" \d+:\d+ "((?:[^"\\]|\\.)*)"/g)].map(
		([, message = '']) => message.replaceAll('\\"', '"').split(/\\n|\.(?: |$)/, 1)[0] ?? '',
	);
	const byMessage = [...Map.groupBy(messages, (message) => message)];
	const words = byMessage
		.toSorted(([, a], [, b]) => b.length - a.length)
		.map(([message, { length }]) => (length === 1 ? message : `${length} × ${message}`))
		.join('; ');
	return { errors: errors === undefined ? undefined : Number(errors), words, output };
}

async function formatFaults({ root, scaffold }: Installation, files: Files): Promise<Faults> {
	if (!scaffold.files.has('prettier.config.js')) return [];
	const names = [...files.keys()];
	if (names.length === 0) return [];
	const { code, output } = await runTool(root, [
		'prettier',
		'--check',
		'--ignore-unknown',
		...names,
	]);
	if (code === 0) return [];
	const badly = [...output.matchAll(/^\[(?:warn|error)\] (\S+\.\w+)/gm)].map(([, name]) => name);
	return [`format: ${badly.length} of ${names.length} files: ${badly.join(', ')}`];
}

async function serverFaults(
	{ root, scaffold }: Installation,
	routes: readonly string[],
	{ tables, isSignInOpen = false }: Partial<Pick<CellPlan, 'tables' | 'isSignInOpen'>> = {},
): Promise<Faults> {
	const database = hasPostgres(scaffold) ? await startDatabase() : undefined;
	try {
		const env: Record<string, string> = database ? { DATABASE_URL: database.url } : {};
		const faults = await tableFaults(root, tables, env);
		if (faults.length > 0) return faults;
		const server = await startServer(root, env);
		if ('failure' in server) {
			return [`start: ${errorIn(server.failure) ?? lastLine(server.failure)}`];
		}
		try {
			const found = await routeFaults(server, routes, scaffold);
			return isSignInOpen ? found.filter((fault) => !leadsToSignIn.test(fault)) : found;
		} finally {
			await server.stop();
		}
	} finally {
		if (database?.hasEnded()) console.log(`The Postgres ended.\n${database.output()}`);
		await database?.stop();
	}
}

/** Whether a project asks a server of Postgres, which has to be there. */
export function hasPostgres({ files }: Scaffold): boolean {
	return files.get('.env')?.includes('DATABASE_URL="postgres:') === true;
}

/** The page that the user was told to make. */
const leadsToSignIn = / redirects to \/login\b\S*, which answers 404$/;

async function routeFaults(
	server: Server,
	routes: readonly string[],
	{ base }: Scaffold,
): Promise<Faults> {
	const faults: string[] = [];
	for (const route of routes.map((each) => base + each)) {
		for (const method of ['GET', 'POST'] as const) {
			const fault = await faultOf(server, method, route);
			if (fault !== undefined) faults.push(fault);
		}
	}
	if (server.hasEnded()) faults.push(`start: ended: ${errorIn(server.output()) ?? 'no words'}`);
	return faults;
}

async function faultOf(
	server: Server,
	method: 'GET' | 'POST',
	route: string,
): Promise<string | undefined> {
	const before = server.output().length;
	const { status, location } = await ask(server, method, route);
	const what = `${method.toLowerCase()}: ${route} answers ${status}`;
	if (typeof status === 'string' || status >= 500) {
		return [what, errorIn(server.output().slice(before))].filter(Boolean).join(', ');
	}
	if (location === undefined) return undefined;
	const next = await ask(server, 'GET', location);
	if (next.status !== 404 && typeof next.status === 'number' && next.status < 500) return undefined;
	return `${method.toLowerCase()}: ${route} redirects to ${location}, which answers ${next.status}`;
}

/** The routes whose files are among those written, as addresses; the start page always. */
export function routesAmong(files: Files): readonly string[] {
	const routes = [...files.keys()].flatMap((file) => {
		const folder = /^src\/routes\/(?:(.*)\/)?\+(?:page|server)[^/]*$/.exec(file);
		return folder ? [addressOf(folder[1] ?? '')] : [];
	});
	return [...new Set(['/', ...routes])].toSorted();
}

function addressOf(folder: string): string {
	const parts = folder
		.split('/')
		.filter((part) => !/^(?:\(.*\)|\[\[.*\]\])?$/.test(part))
		.map((part) => part.replace(/\[(?:\.\.\.)?(\w+)(?:=\w+)?\]/g, (_, name) => valueOf(name)));
	return `/${parts.join('/')}`;
}

/** A value that a parameter of this name may have. */
function valueOf(name: string): string {
	return /version/.test(name) ? 'v1' : '1';
}

function runTool(
	root: string,
	[name = '', ...args]: readonly string[],
	env: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
	const bins = [path.join(root, 'node_modules/.bin')];
	return runCommand([name, ...args], { cwd: root, bins, env, mayFail: true });
}

/** The first line that says what went wrong. */
function errorIn(output: string): string | undefined {
	return linesOf(output).find(
		(line) =>
			/^(?:\[?\w*Error\b|error\b|✗)|\bError: /i.test(line) &&
			// What went wrong is in the line below.
			!/^(?:error (?:during|when) .*:|✗ Build failed.*)$/.test(line),
	);
}

function lastLine(output: string): string {
	return linesOf(output).findLast((line) => line !== '') ?? 'no words';
}

function linesOf(output: string): readonly string[] {
	return stripVTControlCharacters(output)
		.split('\n')
		.map((line) => line.trim());
}

const longest = 200;

/** In one line, and the same wherever the project lies. */
function shortened(fault: string, root: string): string {
	const text = fault
		.replaceAll(root, '')
		.replace(/\bfile:\/\/\S*\/node_modules\//g, '')
		.replace(/\s+/g, ' ')
		.trim();
	return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
