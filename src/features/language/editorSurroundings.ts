import * as vscode from 'vscode';
import type { AgentDocument } from '../../core/editor/agentDocument.ts';
import { builtInSupport } from '../../core/editor/builtInSupport.ts';
import type { Catalog } from '../../core/agent/catalog.ts';
import type { OfferedModel } from '../../core/capabilities/modelChoice.ts';
import { placeAgent } from '../../core/editor/surroundings.ts';
import type { Surroundings } from '../../core/editor/surroundings.ts';
import type { AgentLibrary } from '../../host/agents/agentLibrary.ts';
import { listModels } from '../../host/languageModels.ts';

/** What VS Code knows around agent files, kept in memory so that a hover waits for nothing. */
export class EditorSurroundings implements vscode.Disposable {
	/** Agents or models have changed. */
	readonly onDidChange: vscode.Event<void>;
	readonly #changed = new vscode.EventEmitter<void>();
	readonly #library: AgentLibrary;
	readonly #placed = new WeakMap<
		AgentDocument,
		{ readonly catalog: Catalog; readonly place: ReturnType<typeof placeAgent> }
	>();
	readonly #subscription: vscode.Disposable;
	#models: readonly OfferedModel[] = [];
	#isComplete = false;

	constructor(library: AgentLibrary, log: vscode.LogOutputChannel) {
		this.#library = library;
		this.onDidChange = this.#changed.event;
		const readModels = (): void => {
			this.#readModels().catch((error: unknown) => log.error('Models cannot be listed:', error));
		};
		this.#subscription = vscode.Disposable.from(
			this.#changed,
			library.onDidChange(() => this.#changed.fire()),
			vscode.lm.onDidChangeChatModels(readModels),
		);
		readModels();
		void library.ready.then(() => (this.#isComplete = true));
	}

	/** What is around a document; costs next to nothing where it was asked before. */
	of({ uri, languageId, isUntitled }: vscode.TextDocument, analysis: AgentDocument): Surroundings {
		const { agents, own } = this.#place(analysis, uri);
		return {
			...this.general(),
			uri: uri.toString(),
			path: uri.path,
			agents,
			own,
			isTrusted: vscode.workspace.isTrusted,
			isSaved: !isUntitled,
			modules: this.#library.modules,
			tools: vscode.lm.tools,
			theme: isLight() ? 'light' : 'dark',
			builtIn: builtInSupport({ path: uri.path, languageId }),
		};
	}

	/** What is the same for all documents. */
	general(): Pick<Surroundings, 'agents' | 'isComplete' | 'models'> {
		return { agents: this.#library.catalog, isComplete: this.#isComplete, models: this.#models };
	}

	dispose(): void {
		this.#subscription.dispose();
	}

	#place(analysis: AgentDocument, uri: vscode.Uri): Pick<Surroundings, 'agents' | 'own'> {
		const { catalog } = this.#library;
		const { agent, stem } = analysis;
		if (!agent) return { agents: catalog, own: undefined };
		const known = this.#placed.get(analysis);
		if (known?.catalog === catalog) return known.place;
		const place = placeAgent(catalog, uri.toString(), stem, agent);
		this.#placed.set(analysis, { catalog, place });
		return place;
	}

	async #readModels(): Promise<void> {
		this.#models = (await listModels()).models;
		this.#changed.fire();
	}
}

function isLight(): boolean {
	const { kind } = vscode.window.activeColorTheme;
	return kind === vscode.ColorThemeKind.Light || kind === vscode.ColorThemeKind.HighContrastLight;
}
