import { joinDeclarations } from '../code/envSchema.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import { setViteOption } from '../project/configFlag.ts';
import { exportedOptionsOf, kitOptionsOf } from '../project/kitOptions.ts';
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
			return mergeViteConfig(module, read);
		case 'svelte.config':
			return mergeSvelteConfig(module, read);
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
	if ('cannot' in joined) return { texts: new Map(), notes: [`${own}: ${joined.cannot}`] };
	return { texts: new Map([[own, applyEdits(before, joined.edits)]]), notes: [] };
}

function mergeViteConfig(
	module: ParsedModule,
	read: (path: string) => string | undefined,
): MergedConfig | undefined {
	const configs = new ProjectConfigs(read);
	const before = configs.text('viteConfig');
	if (before === undefined || before.trim() === '') return undefined;
	configs.setKitOptions(kitOptionsOf(module));

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
	return { texts: configs.changed, notes: configs.notes };
}

function mergeSvelteConfig(
	module: ParsedModule,
	read: (path: string) => string | undefined,
): MergedConfig | undefined {
	const configs = new ProjectConfigs(read);
	const hasOptions = (['svelteConfig', 'viteConfig'] as const).some((file) =>
		configs.text(file)?.trim(),
	);
	if (!hasOptions) return undefined;
	configs.setKitOptions(exportedOptionsOf(module));
	return { texts: configs.changed, notes: configs.notes };
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
