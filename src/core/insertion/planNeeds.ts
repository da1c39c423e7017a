import { setKitOption } from '../project/configFlag.ts';
import { ignorePaths } from '../project/gitignore.ts';
import type { HookNeed, PatternNeeds } from '../pattern/needs.ts';
import { moduleKey, newestKit } from '../pattern/patterns.ts';
import type { ProjectFacts } from '../project/project.ts';
import { resolveTarget } from '../project/routes.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import { applyEdits } from '../text/textEdits.ts';
import { rewriteModule } from './kitRewrites.ts';
import { ProjectConfigs } from './projectConfigs.ts';
import { wireHook, type WireOptions } from './wireHook.ts';

/** The files of a project as a plan leaves them. */
export interface PlannedTexts {
	/** The text that a project-relative file is to have; `undefined` where there is none. */
	readonly read: (path: string) => string | undefined;
	readonly write: (path: string, text: string) => void;
}

interface NeededTexts extends PlannedTexts {
	/** The text that a file has now. */
	readonly existing: (path: string) => string | undefined;
}

/**
 * Changes the files that a project has already to what a pattern needs of them: its hooks are
 * called, options are set, what is not to be committed is ignored.
 *
 * @returns what has to be done by hand, as sentences for the user
 */
export function planNeeds(
	needs: PatternNeeds,
	facts: ProjectFacts,
	libFolders: readonly string[],
	texts: NeededTexts,
): readonly string[] {
	return [
		...needs.hooks.flatMap((hook) => planHook(hook, facts, libFolders, texts)),
		...needs.config.flatMap((option) => planOption(option, texts)),
		...planIgnored(needs.ignored, texts),
	];
}

function planHook(
	{ hook, exported, from, order }: HookNeed,
	facts: ProjectFacts,
	libFolders: readonly string[],
	{ read, write, existing }: NeededTexts,
): readonly string[] {
	const path = hooksFileOf(facts, read);
	const before = read(path);
	if (moduleKey(resolveTarget(from, facts, undefined)) === moduleKey(path)) {
		return [`\`${path}\` has the hooks of this project: call \`${exported}\` in it by hand.`];
	}
	const wanted = {
		name: hook,
		exported,
		from: specifierOf(from, path, facts, libFolders),
		...(order !== undefined && { order }),
	};
	const there = existing(path);
	const options = { ...wireOptionsFor(path, facts), isPlanned: before !== there };
	const wired = wireHook(before, wanted, options);
	if ('cannot' in wired) {
		// What is told is about the file that the user has: a plan with a hook twice may never be written.
		const own =
			there === undefined ? wired : wireHook(there, wanted, { ...options, isPlanned: false });
		return ['cannot' in own ? own.cannot : wired.cannot];
	}
	if (wired.text !== before) write(path, wired.text);
	return wired.note === undefined ? [] : [wired.note];
}

/** How hooks are wired into a file of a project. */
export function wireOptionsFor(path: string, { kit }: ProjectFacts): WireOptions {
	return { language: path.endsWith('ts') ? 'ts' : 'js', kitMajor: kit.major ?? newestKit };
}

/** The hooks file that the project has, whatever its ending, or the one that it is to get. */
export function hooksFileOf(
	{ hooksServer }: ProjectFacts,
	read: (path: string) => string | undefined,
): string {
	const stem = hooksServer.replace(/\.[jt]s$/, '');
	const names = [hooksServer, `${stem}.ts`, `${stem}.js`, `${stem}/index.ts`, `${stem}/index.js`];
	return names.find((name) => read(name) !== undefined) ?? hooksServer;
}

/** How a file imports a module that a pattern makes. */
function specifierOf(
	module: string,
	importer: string,
	facts: ProjectFacts,
	libFolders: readonly string[],
): string {
	const inLib = /^(?:src\/)?lib\/(.+?)(?:\/index)?\.[jt]s$/.exec(module)?.[1];
	if (inLib === undefined) {
		const target = resolveTarget(module, facts, undefined).replace(/\.[jt]s$/, '');
		return relativePath(importer, target);
	}
	const code = `import { a } from '$lib/${inLib}';\n`;
	const context = { facts, filePath: importer, libFolders };
	const { imports } = rewriteModule(new ParsedModule(code), context).module.shape;
	return imports[0]?.specifier ?? `$lib/${inLib}`;
}

function relativePath(importer: string, target: string): string {
	const from = importer.split('/').slice(0, -1);
	const to = target.split('/');
	let shared = 0;
	while (shared < from.length && from[shared] === to[shared]) shared++;
	const up = '../'.repeat(from.length - shared);
	return `${up === '' ? './' : up}${to.slice(shared).join('/')}`;
}

/** `experimental.x` is an option of SvelteKit, `compilerOptions.experimental.x` of the compiler. */
function planOption(option: string, { read, write }: PlannedTexts): readonly string[] {
	const keys = option.split('.');
	const path = keys[0] === 'compilerOptions' ? keys : ['kit', ...keys];
	const configs = new ProjectConfigs(read);
	const change = setKitOption(configs.files, { path, value: true });
	if ('cannot' in change) return [change.cannot];
	const before = configs.text(change.file);
	if (before !== undefined && change.edits.length > 0) {
		configs.set(change.file, applyEdits(before, change.edits));
	}
	for (const [name, text] of configs.changed) write(name, text);
	return [];
}

function planIgnored(paths: readonly string[], { read, write }: PlannedTexts): readonly string[] {
	if (paths.length === 0) return [];
	const before = read('.gitignore') ?? '';
	const { edits } = ignorePaths(before, paths);
	if (edits.length > 0) write('.gitignore', applyEdits(before, edits));
	return [];
}
