import type { BundledAgent } from './bundledAgent.ts';
import { chatAgentPath, skillPath } from './chatFiles.ts';
import type { LibraryPattern } from '../src/core/pattern/patternLibrary.ts';
import { labelOf } from '../src/core/pattern/patterns.ts';
import { agentColors, type AgentColor } from '../src/core/agent/colors.ts';
import { inputSchema, ownTools, type OwnTool } from '../src/core/capabilities/ownTools.ts';
import { askAgentTool } from '../src/core/capabilities/askAgentTool.ts';
import { patternTool } from '../src/core/capabilities/patternTool.ts';
import { participantWhen } from '../src/core/manifest/pack.ts';
import { participantEntry } from '../src/core/manifest/participantEntry.ts';
import { problemCodes } from '../src/core/problem/problemCodes.ts';
import { problemLevels } from '../src/core/problem/problem.ts';
import { settingGroups, settingTable, type Setting } from '../src/host/settingTable.ts';
import {
	colorPrefix,
	contextIds,
	chatCommands,
	doorCommands,
	doorName,
	hidingToolIds,
	participantIdPrefix,
	patternCommandPrefix,
	patternToolId,
	askAgentToolId,
	problemScheme,
	settingIds,
	toolContextPrefix,
	toolIds,
} from '../src/ids.ts';

/** package.json, as far as it is read here. */
export interface Manifest {
	readonly name: string;
	readonly version: string;
	readonly repository: { readonly url: string };
	readonly contributes: {
		readonly commands: readonly Command[];
		readonly menus: { readonly commandPalette: readonly MenuItem[] };
		readonly [point: string]: unknown;
	};
	readonly [key: string]: unknown;
}

interface Command {
	readonly command: string;
	readonly title: CommandTitle;
	readonly category: string;
}

interface MenuItem {
	readonly command: string;
	readonly when: string;
}

/**
 * What the command palette shows. It finds a command by `original`, too, which VS Code has for the
 * untranslated title.
 */
type CommandTitle = string | { readonly value: string; readonly original: string };

/** What people look for first comes first, and what is generated last. */
const keyOrder = [
	'name',
	'displayName',
	'version',
	'description',
	'publisher',
	'license',
	'private',
	'repository',
	'homepage',
	'bugs',
	'qna',
	'icon',
	'galleryBanner',
	'categories',
	'keywords',
	'engines',
	'type',
	'main',
	'activationEvents',
	'capabilities',
	'scripts',
	'devDependencies',
	'allowScripts',
	'contributes',
];

/**
 * package.json with everything in it that follows from agents, patterns, tools and settings, and the
 * addresses that follow from that of the repository.
 *
 * @throws when a key has no place in the order
 */
export function generateManifest(
	manifest: Manifest,
	agents: readonly BundledAgent[],
	patterns: readonly LibraryPattern[],
): Manifest {
	const address = manifest.repository.url.replace(/^git\+|\.git$/g, '');
	const whole: Manifest = {
		...manifest,
		homepage: `${address}#readme`,
		bugs: { url: `${address}/issues` },
		qna: `${address}/discussions`,
		contributes: {
			...manifest.contributes,
			chatParticipants: [door, ...agents.map(participant)],
			chatAgents: agents.map(({ handle }) => ({
				path: `./dist/${chatAgentPath(handle)}`,
				when: inChat,
			})),
			chatSkills: [{ path: `./dist/${skillPath}`, when: inChat }],
			commands: [
				...manifest.contributes.commands.filter(
					({ command }) => !command.startsWith(patternCommandPrefix),
				),
				...patterns.map(patternCommand),
			],
			menus: {
				...manifest.contributes.menus,
				commandPalette: [
					...manifest.contributes.menus.commandPalette.filter(
						({ command }) => !command.startsWith(patternCommandPrefix),
					),
					...patterns.map(({ pattern: { id } }) => ({
						command: patternCommandPrefix + id,
						when: contextIds.isSvelteKit,
					})),
				],
			},
			configuration: settingGroups.map((title, order) => ({
				title,
				order,
				properties: Object.fromEntries(
					keysOf(settingIds)
						.filter((key) => settingTable[key].group === title)
						.map(property),
				),
			})),
			// Shown as a page, as nothing in it is for editing.
			configurationDefaults: {
				'workbench.editorAssociations': {
					[`${problemScheme}:/**`]: 'vscode.markdown.preview.editor',
				},
			},
			languageModelTools: [
				...keysOf(toolIds).map(ownTool),
				languageModelTool(patternToolId, patternTool, contextIds.isSvelteKit),
				languageModelTool(askAgentToolId, knowing(askAgentTool, agents), inChatOrBesideAgents),
			],
			colors: [...agentColors].map(color),
		},
	};
	const unplaced = Object.keys(whole).filter((key) => !keyOrder.includes(key));
	if (unplaced.length > 0) {
		throw new Error(`package.json: ${unplaced.join(', ')} has no place in build/manifest.ts.`);
	}
	return Object.fromEntries(
		keyOrder.flatMap((key) => (key in whole ? [[key, whole[key]]] : [])),
	) as unknown as Manifest;
}

/** Where VS Code's own agent has the agents and the patterns. */
const inChat = `config.${settingIds.inEveryChat} == always || config.${settingIds.inEveryChat} == auto && ${contextIds.isSvelteKit}`;

/** Where it can ask agents: there, and where the user or the workspace has some. */
const inChatOrBesideAgents = `${inChat} || config.${settingIds.inEveryChat} == auto && ${contextIds.hasAgentFiles}`;

/** Stands for all agents. */
const door = {
	id: participantIdPrefix + doorName,
	name: doorName,
	fullName: 'SvelteKit Agents',
	description: 'Finds the right agent, yours included',
	isSticky: true,
	commands: [
		{ name: doorCommands.list, description: 'Show all agents, and what cannot be used' },
		{ name: doorCommands.use, description: 'Keep to one agent in this conversation' },
		{ name: chatCommands.about, description: 'Show what an agent sends: its name follows' },
	],
	sampleRequest: 'How do I upload an image?',
};

/** Called by its heading, and found by what the list of patterns calls it, too. */
function patternCommand({ pattern }: LibraryPattern): Command {
	// What is asked for with “pattern” is the list of them.
	const value = `Insert ${pattern.title.replace(/ Pattern$/, '')}`;
	const original = `Insert ${labelOf(pattern)}`;
	return {
		command: patternCommandPrefix + pattern.id,
		title: pattern.label === undefined ? value : { value, original },
		category: 'SvelteKit',
	};
}

function participant({ handle, fullName, agent }: BundledAgent): object {
	const id = participantIdPrefix + handle;
	// The input of a chat in its first width has room for hardly more.
	const [description = ''] = agent.summary.split(':');
	return participantEntry({ id, handle, fullName, agent, when: participantWhen(id), description });
}

function property(key: keyof typeof settingIds, order: number): [id: string, schema: object] {
	const setting: Setting = settingTable[key];
	const type = typeof setting.default === 'number' ? 'integer' : (typeof setting.default as string);
	return [
		settingIds[key],
		{
			type,
			...('values' in setting && {
				enum: Object.keys(setting.values),
				enumItemLabels: setting.labels,
			}),
			...(key === 'problems' && {
				properties: Object.fromEntries(
					Object.entries(problemCodes).map(([code, { title }]) => [
						code,
						{ type: 'string', enum: problemLevels, description: title },
					]),
				),
				additionalProperties: false,
			}),
			...('minimum' in setting && { minimum: setting.minimum, maximum: setting.maximum }),
			default: setting.default,
			order,
			scope: setting.scope,
			markdownDescription: setting.about,
			...('values' in setting && { markdownEnumDescriptions: Object.values(setting.values) }),
		},
	];
}

/** Of agents in the view; a theme may have others. */
function color([name, { light, dark }]: readonly [string, AgentColor]): object {
	return {
		id: colorPrefix + name,
		description: `Agents whose file says color: ${name}, in the view of agents`,
		defaults: { light, dark, highContrast: dark, highContrastLight: light },
	};
}

function ownTool(key: keyof typeof toolIds): object {
	const when = `!${toolContextPrefix}${hidingToolIds[key]}`;
	return languageModelTool(toolIds[key], ownTools[key], when);
}

/** Models choose a tool by what they read of it; the user's own agents it lists by itself. */
function knowing(tool: OwnTool, agents: readonly BundledAgent[]): OwnTool {
	const names = agents.map(({ handle }) => handle).join(', ');
	const modelDescription = `${tool.modelDescription} Always there: ${names}.`;
	return { ...tool, modelDescription };
}

function languageModelTool(name: string, tool: OwnTool, when: string): object {
	return {
		name,
		displayName: tool.displayName,
		toolReferenceName: tool.referenceName,
		canBeReferencedInPrompt: tool.onlyForAgents !== true,
		icon: tool.icon,
		userDescription: tool.userDescription,
		modelDescription: tool.modelDescription,
		tags: ['sveltekit-agents', tool.kind],
		when,
		inputSchema: inputSchema(tool),
	};
}

function keysOf<T extends object>(object: T): readonly (keyof T)[] {
	return Object.keys(object) as (keyof T)[];
}
