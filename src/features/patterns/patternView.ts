import * as vscode from 'vscode';
import { targetPaths } from '../../core/insertion/patternRoutes.ts';
import { variantOf } from '../../core/insertion/projectVariant.ts';
import type { LibraryPattern } from '../../core/pattern/patternLibrary.ts';
import { byTopic } from '../../core/pattern/patternTopics.ts';
import { labelOf, type Pattern, type PatternVariant } from '../../core/pattern/patterns.ts';
import { shownKitVersion, type ProjectFacts } from '../../core/project/project.ts';
import { count, escapeMarkdown, inlineCode } from '../../core/text/markdownText.ts';
import { plain, plainLine, type PlainText } from '../../core/text/plainText.ts';
import type { Project, ProjectReader } from '../../host/project/projectReader.ts';
import { treeItem } from '../../host/treeItems.ts';
import { commandIds } from '../../ids.ts';
import type { PatternSource } from './agentPatterns.ts';
import { editorProject, projectName } from './chooseProject.ts';

/** A row of the view. Commands of the row get it, and read the key of the pattern as `id`. */
export type PatternNode =
	| { readonly kind: 'topic'; readonly topic: string; readonly entries: readonly LibraryPattern[] }
	| { readonly kind: 'pattern'; readonly id: string; readonly entry: LibraryPattern };

/** The patterns by topic, as they are in the project of the editor, else in the first of the window. */
export class PatternView {
	readonly #source: () => Promise<PatternSource>;
	readonly #projects: Pick<ProjectReader, 'near' | 'all'>;
	#shown: Project | undefined;
	#hasOthers = false;

	constructor(source: () => Promise<PatternSource>, projects: Pick<ProjectReader, 'near' | 'all'>) {
		this.#source = source;
		this.#projects = projects;
	}

	/** Whether the editor shows a file of another project by now. */
	async isOther(): Promise<boolean> {
		const now = await this.#project();
		return now?.root.toString() !== this.#shown?.root.toString();
	}

	/** What the patterns are fitted to; empty where there is no project. */
	get project(): PlainText {
		if (!this.#shown) return plain``;
		const { facts } = this.#shown;
		const language = facts.typescript ? 'TypeScript' : 'JavaScript';
		const kit = plain`SvelteKit ${shownKitVersion(facts)} · ${language}`;
		return this.#hasOthers ? plain`${projectName(this.#shown)} · ${kit}` : kit;
	}

	/** None where the window has no SvelteKit project: then the view says so. */
	async children(node: PatternNode | undefined): Promise<readonly PatternNode[]> {
		if (node?.kind === 'pattern') return [];
		if (node) return node.entries.map((entry) => ({ kind: 'pattern', id: entry.key, entry }));
		this.#shown = await this.#project();
		this.#hasOthers = (await this.#projects.all()).length > 1;
		if (!this.#shown) return [];
		const topics = byTopic(await (await this.#source()).read());
		return topics.map(({ topic, patterns }) => ({ kind: 'topic', topic, entries: patterns }));
	}

	item(node: PatternNode): vscode.TreeItem {
		if (node.kind === 'topic') {
			return treeItem({
				id: `topic ${node.topic}`,
				label: plainLine(node.topic || 'Other'),
				description: plain`${node.entries.length}`,
				context: 'topic',
				state: vscode.TreeItemCollapsibleState.Collapsed,
				spoken: plain`${node.topic}, ${count(node.entries.length, 'pattern')}`,
			});
		}
		const { entry, id } = node;
		const { pattern } = entry;
		return treeItem({
			id,
			label: plainLine(labelOf(pattern)),
			description: this.#describe(entry),
			tooltip: this.#tooltip(entry),
			icon: new vscode.ThemeIcon('symbol-snippet'),
			context: 'pattern',
			command: {
				title: plain`Preview`,
				command: commandIds.previewPattern,
				arguments: [node],
			},
		});
	}

	#describe({ pattern }: LibraryPattern): PlainText {
		const { files, packages } = this.#variant(pattern);
		const words = files.length === 1 ? this.#paths(pattern) : [count(files.length, 'file')];
		return plainLine([...words, ...packages].join(' · '));
	}

	#tooltip({ pattern, handle }: LibraryPattern): vscode.MarkdownString {
		const text = new vscode.MarkdownString();
		text.appendMarkdown(`**${escapeMarkdown(labelOf(pattern))}**\n\n`);
		if (pattern.summary !== '') text.appendMarkdown(`${escapeMarkdown(pattern.summary)}\n\n`);
		for (const path of this.#paths(pattern)) text.appendMarkdown(`- ${inlineCode(path)}\n`);
		text.appendMarkdown(`\n${escapeMarkdown(`From @${handle}`)}`);
		return text;
	}

	#paths(pattern: Pattern): readonly string[] {
		return targetPaths(this.#variant(pattern), this.#facts);
	}

	#variant(pattern: Pattern): PatternVariant {
		return variantOf(pattern, this.#facts);
	}

	get #facts(): ProjectFacts {
		if (!this.#shown) throw new Error('There are no rows without a project.');
		return this.#shown.facts;
	}

	async #project(): Promise<Project | undefined> {
		return (await editorProject(this.#projects)) ?? (await this.#projects.all())[0];
	}
}
