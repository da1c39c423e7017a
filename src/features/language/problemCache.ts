import * as vscode from 'vscode';
import type { AgentDocument } from '../../core/editor/agentDocument.ts';
import type { Problem } from '../../core/problem/problem.ts';
import type { Surroundings } from '../../core/editor/surroundings.ts';
import { isHandbook } from '../../core/capabilities/handbookModel.ts';
import { validate } from '../../core/editor/validate.ts';
import type { ValidationContext } from '../../core/editor/validation/validationContext.ts';
import { readSetting } from '../../host/settings.ts';
import { settingIds } from '../../ids.ts';
import type { DocumentCache } from './documentCache.ts';
import type { EditorSurroundings } from './editorSurroundings.ts';
import type { SavedFiles } from './savedFiles.ts';

/** An agent file with its problems, and what they were found with. */
export interface Validated {
	readonly analysis: AgentDocument;
	readonly context: ValidationContext;
	readonly problems: readonly Problem[];
}

/** One validation per version of a document, as long as nothing around it changes. */
export class ProblemCache {
	readonly #documents: DocumentCache;
	readonly #surroundings: EditorSurroundings;
	readonly #saved: SavedFiles;
	readonly #validated = new WeakMap<AgentDocument, Validated>();

	constructor(documents: DocumentCache, surroundings: EditorSurroundings, saved: SavedFiles) {
		this.#documents = documents;
		this.#surroundings = surroundings;
		this.#saved = saved;
	}

	/** `undefined` for a document that is no agent file. */
	get(document: vscode.TextDocument): Validated | undefined {
		const analysis = this.#documents.get(document);
		if (!analysis) return undefined;
		const context = {
			...contextOf(this.#surroundings.of(document, analysis)),
			levels: readSetting(settingIds.problems, document),
			isSaved: this.#saved.has(document),
		};
		const known = this.#validated.get(analysis);
		if (known && isSame(known.context, context)) return known;
		const validated = { analysis, context, problems: validate(analysis, context) };
		this.#validated.set(analysis, validated);
		return validated;
	}
}

/**
 * Until all agents have been read, none can be said to be missing; those of a workspace that is not
 * trusted are not read.
 */
function contextOf({
	agents,
	modules,
	isComplete,
	tools,
	models,
}: Surroundings): ValidationContext {
	const others = models.filter((model) => !isHandbook(model));
	const { isTrusted } = vscode.workspace;
	return {
		tools,
		models: others,
		...(isTrusted && { modules }),
		...(isTrusted && isComplete && { agents }),
	};
}

function isSame(a: ValidationContext, b: ValidationContext): boolean {
	return (
		a.agents === b.agents &&
		a.modules === b.modules &&
		a.isSaved === b.isSaved &&
		names(a.tools) === names(b.tools) &&
		names(a.models) === names(b.models) &&
		JSON.stringify(a.levels) === JSON.stringify(b.levels)
	);
}

function names(items: readonly { readonly name: string }[] = []): string {
	return items.map(({ name }) => name).join('\n');
}
