import * as vscode from 'vscode';
import { variantOf } from '../../core/insertion/projectVariant.ts';
import type { LibraryPattern } from '../../core/pattern/patternLibrary.ts';
import { byTopic } from '../../core/pattern/patternTopics.ts';
import { labelOf } from '../../core/pattern/patterns.ts';
import { resolveTarget } from '../../core/project/routes.ts';
import { count, escapeMarkdown, inlineCode } from '../../core/text/markdownText.ts';
import { plain, plainLine, type PlainText } from '../../core/text/plainText.ts';
import type { Project, ProjectReader } from '../../host/project/projectReader.ts';
import { isSvelteKit } from '../../host/project/projectReader.ts';
import { treeItem } from '../../host/treeItems.ts';
import { commandIds } from '../../ids.ts';
import type { PatternSource } from './agentPatterns.ts';
import { projectName } from './chooseProject.ts';

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
		const version = (facts.kit.version ?? '').replace(/^\D+/, '');
		const kit = plain`SvelteKit ${version} · ${language}`;
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

	#paths(pattern: LibraryPattern['pattern']): readonly string[] {
		const { files } = this.#variant(pattern);
		const facts = this.#shown?.facts;
		return files.flatMap(({ path }) =>
			path === undefined ? [] : facts ? resolveTarget(path, facts, undefined) : path,
		);
	}

	#variant(pattern: LibraryPattern['pattern']): ReturnType<typeof variantOf> {
		const facts = this.#shown?.facts;
		if (!facts) throw new Error('There are no rows without a project.');
		return variantOf(pattern, facts);
	}

	async #project(): Promise<Project | undefined> {
		const file = vscode.window.activeTextEditor?.document.uri;
		const near = file && (await this.#projects.near(file));
		if (near && isSvelteKit(near)) return near;
		return (await this.#projects.all())[0];
	}
}
