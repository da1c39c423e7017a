import type * as vscode from 'vscode';
import { analyse } from '../../core/editor/agentDocument.ts';
import type { AgentDocument } from '../../core/editor/agentDocument.ts';
import { canBeAgentDocument, stemOf } from '../../core/agent/agentPlace.ts';
import { isAgentDocument } from '../../core/agent/filePath.ts';

/** One analysis per version of a document, shared by all language features. */
export class DocumentCache {
	readonly #analysed = new WeakMap<
		vscode.TextDocument,
		{ readonly version: number; readonly document: AgentDocument | undefined }
	>();

	/** The analysis of an agent file; `undefined` for every other document. */
	get(document: vscode.TextDocument): AgentDocument | undefined {
		const { version } = document;
		const known = this.#analysed.get(document);
		if (known?.version === version) return known.document;
		const analysed = analyseDocument(document);
		this.#analysed.set(document, { version, document: analysed });
		return analysed;
	}
}

function analyseDocument(document: vscode.TextDocument): AgentDocument | undefined {
	const { uri, languageId, isUntitled } = document;
	const facts = { path: uri.path, languageId, isUntitled };
	// Cheap for all other documents of the window: their text is not copied.
	if (!canBeAgentDocument(facts)) return undefined;
	const text = document.getText();
	if (!isAgentDocument({ ...facts, head: text })) return undefined;
	const path = isUntitled ? {} : { path: uri.toString() };
	return analyse(text, { stem: stemOf(uri.path), ...path });
}
