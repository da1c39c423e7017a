import { joinDeclarations, passesEnvironmentOn } from '../code/envSchema.ts';
import { packagesOf } from '../code/imports.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import { setViteOption } from '../project/configFlag.ts';
import { exportedOptionsOf, kitOptionsOf, type KitOptionsReading } from '../project/kitOptions.ts';
import type { ProjectFacts } from '../project/project.ts';
import { addPlugins } from '../project/vitePlugins.ts';
import { applyEdits } from '../text/textEdits.ts';
import { ProjectConfigs } from './projectConfigs.ts';

/** What a configuration of a pattern makes of those that a project has. */
export interface MergedConfig {
	/** The texts of the files that change, by their paths in the project. */
	readonly texts: ReadonlyMap<string, string>;
	/** What has to be written by hand, as sentences for the user. */
	readonly notes: readonly string[];
	/** The packages that the pattern imports there, and nothing of the project's configurations does. */
	readonly unused: readonly string[];
}

/**
 * Brings a file of a pattern that is a configuration as a whole into the one that the project has,
 * under whatever ending: of two, only one would count. What the project has set stays.
 *
 * @param path of the file in the project
 * @param module what the pattern has in it
 * @returns `undefined` for any other file, and where the project has none yet
 */
export function mergeConfig(
	path: string,
	module: ParsedModule,
	facts: ProjectFacts,
	read: (path: string) => string | undefined,
): MergedConfig | undefined {
	const stem = path.replace(/\.[cm]?[jt]s$/, '');
	if (stem === path) return undefined;
	switch (stem) {
		case 'vite.config':
			return mergeViteConfig(module, facts, read);
		case 'svelte.config':
			return mergeSvelteConfig(module, facts, read);
		case `${facts.srcDir}/env`:
			return mergeVariables(path, 'variables', module, read);
		case `${facts.libDir}/server/env`:
			return mergeVariables(path, 'env', module, read);
		default:
			return undefined;
	}
}

/** Whether a file is one of which a project has one, so that code at a cursor in it is of no use. */
export function isConfiguration(path: string): boolean {
	return /^(?:vite|svelte)\.config\.[cm]?[jt]s$/.test(path);
}

function mergeVariables(
	path: string,
	exported: string,
	module: ParsedModule,
	read: (path: string) => string | undefined,
): MergedConfig | undefined {
	const own = configFileOf(path, read);
	const before = own === undefined ? undefined : read(own);
	if (own === undefined || before === undefined || before.trim() === '') return undefined;
	const { exports } = new ParsedModule(before).shape;
	if (!exports.some(({ name }) => name === exported)) return undefined;
	const joined = joinDeclarations(before, module);
	if (!joined) return undefined;
	// What has all variables is to stay as it is.
	if ('cannot' in joined && exported === 'env' && passesEnvironmentOn(before)) {
		return { texts: new Map(), notes: [], unused: packagesOf(module.text) };
	}
	if ('cannot' in joined) {
		return { texts: new Map(), notes: [`${own}: ${joined.cannot}`], unused: [] };
	}
	return { texts: new Map([[own, applyEdits(before, joined.edits)]]), notes: [], unused: [] };
}

function mergeViteConfig(
	module: ParsedModule,
	facts: ProjectFacts,
	read: (path: string) => string | undefined,
): MergedConfig | undefined {
	const configs = new ProjectConfigs(read);
	const before = configs.text('viteConfig');
	if (before === undefined || before.trim() === '') return undefined;
	setOptions(configs, kitOptionsOf(module), module, facts);

	const others = exportedOptionsOf(module, ['plugins']);
	for (const option of others.options) {
		const text = configs.text('viteConfig') ?? before;
		const change = setViteOption(text, option);
		if ('cannot' in change) configs.notes.push(change.cannot);
		else configs.set('viteConfig', applyEdits(text, change.edits));
	}
	configs.say('viteConfig', others.unread);

	const { text, byHand } = addPlugins(configs.text('viteConfig') ?? before, module);
	configs.set('viteConfig', text);
	configs.say('viteConfig', byHand);
	return mergedOf(configs, module);
}

/** Suits itself to wherever the app is deployed, for projects that have not chosen yet. */
const noChoice = '@sveltejs/adapter-auto';

/** Where an app is deployed is decided by its project: the adapter that it has set stays. */
function setOptions(
	configs: ProjectConfigs,
	reading: KitOptionsReading,
	module: ParsedModule,
	{ adapter }: ProjectFacts,
): void {
	const chosen = adapter?.name === noChoice ? undefined : adapter?.name;
	const options = reading.options.filter(({ path }) => !isAdapter(path));
	const isLeft = options.length < reading.options.length;
	if (chosen === undefined || !isLeft || !hasAdapter(configs)) {
		configs.setKitOptions(reading);
		return;
	}
	configs.setKitOptions({ ...reading, options });
	if (packagesOf(module.text).includes(chosen)) return;
	configs.notes.push(`This project keeps its adapter, “${chosen}”.`);
}

function isAdapter(path: readonly string[]): boolean {
	return path.join('.').replace(/^kit\./, '') === 'adapter';
}

function hasAdapter({ files }: ProjectConfigs): boolean {
	const { svelteConfig = '', viteConfig = '' } = files;
	return [exportedOptionsOf(svelteConfig), kitOptionsOf(viteConfig)].some(({ options, unread }) =>
		[...options.map(({ path }) => path), ...unread.map((name) => name.split('.'))].some(isAdapter),
	);
}

function mergedOf(configs: ProjectConfigs, module: ParsedModule): MergedConfig {
	const texts = (['svelteConfig', 'viteConfig'] as const).map((file) => configs.text(file) ?? '');
	const used = new Set(texts.flatMap((text) => packagesOf(text)));
	const unused = packagesOf(module.text).filter((name) => !used.has(name));
	return { texts: configs.changed, notes: configs.notes, unused };
}

function mergeSvelteConfig(
	module: ParsedModule,
	facts: ProjectFacts,
	read: (path: string) => string | undefined,
): MergedConfig | undefined {
	const configs = new ProjectConfigs(read);
	const hasOptions = (['svelteConfig', 'viteConfig'] as const).some((file) =>
		configs.text(file)?.trim(),
	);
	if (!hasOptions) return undefined;
	setOptions(configs, exportedOptionsOf(module), module, facts);
	return mergedOf(configs, module);
}

/** The file that a project has for one of a pattern: the same one, or one with another ending. */
export function configFileOf(
	path: string,
	read: (path: string) => string | undefined,
): string | undefined {
	const stem = path.replace(/\.[cm]?[jt]s$/, '');
	const names = [path, ...['ts', 'js', 'mts', 'mjs'].map((ending) => `${stem}.${ending}`)];
	return names.find((name) => read(name) !== undefined);
}
