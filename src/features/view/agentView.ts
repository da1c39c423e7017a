import { setImmediate } from 'node:timers/promises';
import * as vscode from 'vscode';
import { agentColors } from '../../core/agent/colors.ts';
import type { AgentHeader } from '../../core/agent/agentHeader.ts';
import {
	everyAgent,
	isOwn,
	type Catalog,
	type CatalogAgent,
	type Origin,
} from '../../core/agent/catalog.ts';
import { isBuiltInAgent, isParticipant, resolveAgent } from '../../core/agent/names.ts';
import type { OfferedModel } from '../../core/capabilities/modelChoice.ts';
import {
	agentDetail,
	agentGroups,
	type AgentGroup,
	type UnusableFile,
} from '../../core/editor/agentGroups.ts';
import { hoverCommands } from '../../core/editor/hover.ts';
import { agentCard } from '../../core/editor/hover/agentCard.ts';
import { fileNameOf } from '../../core/text/fileName.ts';
import { count } from '../../core/text/markdownText.ts';
import { plain, plainLine, visiblePath, type PlainText } from '../../core/text/plainText.ts';
import type { AgentLibrary } from '../../host/agents/agentLibrary.ts';
import { fileProblems } from '../../host/agents/fileProblems.ts';
import { manageTrust } from '../../host/manageTrust.ts';
import { listModels } from '../../host/languageModels.ts';
import { treeItem, type TreeRow } from '../../host/treeItems.ts';
import { colorPrefix, commandIds } from '../../ids.ts';

/** A row of the view. Commands of the row get it, and read `path` or `missing` of it. */
export type AgentNode =
	| { readonly kind: 'trust'; readonly files: number }
	| { readonly kind: 'group'; readonly group: AgentGroup }
	| { readonly kind: 'agent'; readonly agent: CatalogAgent; readonly path: string }
	| { readonly kind: 'refused'; readonly file: UnusableFile }
	| {
			readonly kind: 'handOff';
			readonly of: string;
			readonly path: string;
			readonly handle: string;
	  }
	| { readonly kind: 'missingHandOff'; readonly of: string; readonly missing: string }
	| { readonly kind: 'create' }
	| { readonly kind: 'more'; readonly origin: Origin; readonly count: number };

/** What of a file is shown besides its header. */
interface Details {
	/** With which it was looked at. */
	readonly catalog: Catalog;
	readonly problems: number;
	readonly hasError: boolean;
	/** The names that it hands over to. */
	readonly handOffs: readonly string[];
}

/** More agents of one origin are counted. */
const mostShown = 500;
/** The files of more are not read for one look. */
const mostRead = 200;
/** How long files are looked at at a stretch, in ms, before others have their turn. */
const stretch = 8;

const titles: Readonly<Record<Origin, PlainText>> = {
	workspace: plain`This workspace`,
	user: plain`Your own`,
	pack: plain`From other extensions`,
	bundled: plain`From SvelteKit Agents`,
};

/** The agents of all origins with what they hand over to, and the files that are not used. */
export class AgentView {
	readonly #library: AgentLibrary;
	/** A file that was saved has another header; what it hands over to is somewhere in the catalog. */
	readonly #details = new WeakMap<AgentHeader, Details>();
	#models: Promise<readonly OfferedModel[]> | undefined;

	constructor(library: AgentLibrary) {
		this.#library = library;
	}

	/** How many files of the user or the workspace have an error, as far as they were looked at. */
	get faulty(): number {
		const { catalog, unusable } = this.#library;
		const withError = everyAgent(catalog).filter(
			(each) => isOwn(each) && this.#details.get(each.agent)?.hasError === true,
		);
		const refused = vscode.workspace.isTrusted
			? unusable.filter(isOwn)
			: unusable.filter(({ origin }) => origin === 'user');
		return withError.length + refused.length;
	}

	/** Whether any file is the user's or the workspace's, used or not. */
	get hasOwn(): boolean {
		const { catalog, unusable } = this.#library;
		// One that hides an own agent is one itself.
		return catalog.agents.some(isOwn) || unusable.some(isOwn);
	}

	async children(node: AgentNode | undefined): Promise<readonly AgentNode[]> {
		await this.#library.ready;
		if (!node) return this.#roots();
		if (node.kind === 'group') return this.#agentsOf(node.group);
		return node.kind === 'agent' ? this.#handOffsOf(node.agent) : [];
	}

	item(node: AgentNode): vscode.TreeItem {
		return treeItem(this.#rowOf(node));
	}

	/** Adds the card of an agent to its row. */
	async resolve(item: vscode.TreeItem, node: AgentNode): Promise<vscode.TreeItem> {
		if (node.kind !== 'agent') return item;
		this.#models ??= listModels().then(({ models }) => models);
		this.#models.catch(() => (this.#models = undefined));
		const markdown = agentCard(node.agent, { models: await this.#models }, false);
		const card = new vscode.MarkdownString(markdown);
		// Links run these commands and no others, whatever a file says.
		card.isTrusted = { enabledCommands: hoverCommands };
		item.tooltip = card;
		return item;
	}

	#roots(): readonly AgentNode[] {
		const { catalog, unusable } = this.#library;
		const groups = agentGroups(catalog, unusable);
		const untrusted = vscode.workspace.isTrusted
			? []
			: unusable.filter(({ origin }) => origin === 'workspace');
		return [
			...(untrusted.length > 0 ? [{ kind: 'trust', files: untrusted.length } as const] : []),
			...groups.map((group) => ({ kind: 'group', group }) as const),
			...(this.hasOwn ? [] : [{ kind: 'create' } as const]),
		];
	}

	async #agentsOf({ origin, agents, refused }: AgentGroup): Promise<readonly AgentNode[]> {
		const shown = agents.slice(0, mostShown);
		await this.#look(shown.slice(0, mostRead));
		const rest = agents.length - shown.length;
		return [
			...shown.map((agent) => ({ kind: 'agent', agent, path: agent.path }) as const),
			...refused.slice(0, mostShown).map((file) => ({ kind: 'refused', file }) as const),
			...(rest > 0 ? [{ kind: 'more', origin, count: rest } as const] : []),
		];
	}

	async #look(agents: readonly CatalogAgent[]): Promise<void> {
		let begun = performance.now();
		for (const listed of agents) {
			const { agent, path } = listed;
			const { catalog } = this.#library;
			if (this.#details.get(agent)?.catalog === catalog) continue;
			const document = await this.#library.inEditor(vscode.Uri.parse(path));
			if (!document) continue;
			const problems = isOwn(listed)
				? fileProblems(document, catalog, path).filter(({ severity }) => severity !== 'hint')
				: [];
			this.#details.set(agent, {
				catalog,
				problems: problems.length,
				hasError: problems.some(({ severity }) => severity === 'error'),
				handOffs: document.delegations.map(({ target }) => target),
			});
			if (performance.now() - begun < stretch) continue;
			await setImmediate();
			begun = performance.now();
		}
	}

	#handOffsOf({ agent, path }: CatalogAgent): readonly AgentNode[] {
		const { catalog } = this.#library;
		return (this.#details.get(agent)?.handOffs ?? []).flatMap((name): readonly AgentNode[] => {
			const target = resolveAgent(name, catalog);
			if (target) {
				return [{ kind: 'handOff', of: path, path: target.path, handle: target.handle }];
			}
			// Those that a program brings along are no file.
			return isBuiltInAgent(name) ? [] : [{ kind: 'missingHandOff', of: path, missing: name }];
		});
	}

	#rowOf(node: AgentNode): TreeRow {
		switch (node.kind) {
			case 'trust':
				return {
					id: 'trust',
					label: plain`${count(node.files, 'agent file')} shown, not used`,
					description: plain`Trust this folder`,
					tooltip: plain`This folder is not trusted, so that its agent files are listed but not used.`,
					icon: new vscode.ThemeIcon('shield'),
					command: manageTrust,
				};
			case 'group':
				return groupRow(node.group);
			case 'agent':
				return this.#agentRow(node.agent);
			case 'refused':
				return refusedRow(node.file);
			case 'handOff':
				return {
					id: `${node.of} → ${node.path}`,
					label: plainLine(node.handle),
					icon: new vscode.ThemeIcon('arrow-right'),
					context: 'handOff',
					spoken: plain`hands over to ${node.handle}`,
					command: openCommand(node.path),
				};
			case 'missingHandOff':
				return {
					id: `${node.of} → ? ${node.missing}`,
					label: plainLine(node.missing, 60),
					description: plain`does not exist`,
					icon: new vscode.ThemeIcon('question'),
					context: 'missing',
					spoken: plain`hands over to ${node.missing}, which does not exist`,
				};
			case 'create':
				return {
					id: 'create',
					label: plain`Create your own agent…`,
					icon: new vscode.ThemeIcon('add'),
					tooltip: plain`Agents are markdown files with a system prompt. Put yours into .claude/agents, or let this make one.`,
					command: { title: plain`New Agent…`, command: commandIds.createAgent },
				};
			case 'more':
				return { id: `more ${node.origin}`, label: plain`${node.count} more` };
		}
	}

	#agentRow(listed: CatalogAgent): TreeRow {
		const { agent, handle, origin, path } = listed;
		const details = this.#details.get(agent);
		const problems = details?.problems ?? 0;
		const detail = agentDetail(
			listed,
			this.#library.catalog,
			fileNameOf(vscode.Uri.parse(path).path),
		);
		const words = [detail, ...(problems > 0 ? [count(problems, 'problem')] : [])];
		const description = plainLine(words.filter((each) => each !== '').join(' · '));
		const use = isParticipant(listed) ? 'participant' : 'file';
		return {
			id: path,
			label: plainLine(handle),
			description,
			icon: iconOf(agent.color, details),
			context: `agent.${origin}.${use}`,
			state: details && details.handOffs.length > 0 ? collapsed : none,
			command: openCommand(path),
		};
	}
}

const { None: none, Collapsed: collapsed, Expanded: expanded } = vscode.TreeItemCollapsibleState;

function groupRow({ origin, agents, refused }: AgentGroup): TreeRow {
	const faults = refused.length > 0 ? `, ${refused.length} not used` : '';
	return {
		id: origin,
		label: titles[origin],
		description: plain`${agents.length}${faults}`,
		context: `group.${origin}`,
		state: expanded,
		spoken: plain`${titles[origin]}, ${count(agents.length, 'agent')}${faults}`,
	};
}

function refusedRow({ path, origin, reason }: UnusableFile): TreeRow {
	const uri = vscode.Uri.parse(path);
	// Nothing is wrong with a file of a folder that is not trusted.
	const isFault = origin !== 'workspace' || vscode.workspace.isTrusted;
	const icon = isFault
		? new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'))
		: new vscode.ThemeIcon('circle-outline');
	return {
		id: `refused ${path}`,
		label: visiblePath(fileNameOf(uri.path)),
		description: plainLine(reason, 120),
		tooltip: plainLine(reason, 400),
		icon,
		context: 'refused',
		spoken: plain`${fileNameOf(uri.path)} is not used: ${reason}`,
		command: { title: plain`Open the File`, command: 'vscode.open', arguments: [uri] },
	};
}

function iconOf(color: string | undefined, details: Details | undefined): vscode.ThemeIcon {
	if (details && details.problems > 0) {
		return details.hasError
			? new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'))
			: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
	}
	const isKnown = color !== undefined && agentColors.has(color);
	const shown = isKnown ? colorPrefix + color : 'descriptionForeground';
	return new vscode.ThemeIcon('circle-filled', new vscode.ThemeColor(shown));
}

function openCommand(path: string): NonNullable<TreeRow['command']> {
	return { title: plain`Open the File`, command: commandIds.openAgent, arguments: [path] };
}
