import * as vscode from 'vscode';
import { bundledAgents } from '../../generated/agents.ts';
import { canAnswer } from '../../core/capabilities/handbookModel.ts';
import { listModels } from '../../host/languageModels.ts';
import { readSetting } from '../../host/settings.ts';
import { extensionId, settingIds } from '../../ids.ts';

/** What the handbook and its surroundings are when the models are known for the first time. */
export interface Start {
	/** Models of others that a chat can ask, by name. */
	readonly others: readonly string[];
	readonly isOffered: boolean;
	/** The value of `sveltekitAgents.handbook`. */
	readonly setting: string;
}

/** More models are counted. */
const mostNamed = 3;

/** Says in the log how things are after a start. Never rejects. */
export async function tellStart(isOffered: boolean, log: vscode.LogOutputChannel): Promise<void> {
	try {
		const { models } = await listModels();
		const others = models.filter(canAnswer).map(({ name }) => name);
		log.info(startLine({ others, isOffered, setting: readSetting(settingIds.handbook) }));
	} catch (error) {
		log.error('Could not list the language models:', error);
	}
}

/** One line for the log: what has started where, which models there are, and why the handbook is offered. */
export function startLine({ others, isOffered, setting }: Start): string {
	const manifest: unknown = vscode.extensions.getExtension(extensionId)?.packageJSON;
	const version =
		typeof manifest === 'object' && manifest !== null && 'version' in manifest
			? String(manifest.version)
			: '';
	const named = others.slice(0, mostNamed).join(', ');
	const more = others.length > mostNamed ? ` and ${others.length - mostNamed} more` : '';
	const models = others.length === 0 ? 'no language models' : `models ${named}${more}`;
	const offer = isOffered ? 'offered' : 'not offered';
	return `SvelteKit Agents ${version} in VS Code ${vscode.version} with ${bundledAgents.length} agents: ${models}; the handbook is ${offer} (setting “${setting}”).`;
}
