import * as vscode from 'vscode';
import { inputSchema } from '../../core/capabilities/ownTools.ts';
import { patternTool } from '../../core/capabilities/patternTool.ts';
import { readToolInput } from '../../core/chat/toolInput.ts';
import { indexFolders, type PlannedFile } from '../../core/insertion/insertion.ts';
import { leftToDo, type Action, type LeftToDo } from '../../core/insertion/leftToDo.ts';
import { neededParts, type NeededParts } from '../../core/insertion/neededParts.ts';
import { routeOf, targetPaths } from '../../core/insertion/patternRoutes.ts';
import { variantOf } from '../../core/insertion/projectVariant.ts';
import { projectWarnings } from '../../core/insertion/projectWarnings.ts';
import { shownText } from '../../core/insertion/shownText.ts';
import { findPattern, type LibraryPattern } from '../../core/pattern/patternLibrary.ts';
import { labelOf } from '../../core/pattern/patterns.ts';
import { searchPatterns } from '../../core/pattern/searchPatterns.ts';
import { shownKitVersion } from '../../core/project/project.ts';
import { validateRoutePath } from '../../core/project/routes.ts';
import { escapeMarkdown, inlineCode } from '../../core/text/markdownText.ts';
import { plain, visiblePath } from '../../core/text/plainText.ts';
import type { Project, ProjectReader } from '../../host/project/projectReader.ts';
import { Consent } from '../../host/consent.ts';
import { ToolError } from '../../host/toolError.ts';
import { sayingFailures } from '../../host/toolFailure.ts';
import type { PatternSource } from './agentPatterns.ts';
import { editorProject, projectName } from './chooseProject.ts';
import { planCreation, writePlanned, type PlannedCreation } from './createFiles.ts';
import type { LastInsertion } from './lastInsertion.ts';
import { projectFiles } from './patternTarget.ts';

/**
 * The tool as models are told of it.
 *
 * @param isTrusted whether the user trusts the workspace; a test says otherwise
 */
export function createPatternTool(
	source: PatternSource,
	projects: ProjectReader,
	last: LastInsertion,
	log?: vscode.LogOutputChannel,
	isTrusted: () => boolean = () => vscode.workspace.isTrusted,
): vscode.LanguageModelTool<PatternToolInput> {
	return sayingFailures(new PatternTool(source, projects, last, isTrusted), log);
}

/** What a model may ask for; see `core/capabilities/patternTool.ts`. */
export interface PatternToolInput {
	readonly query?: string;
	readonly pattern?: string;
	readonly route?: string;
	readonly insert?: boolean;
}

/** More patterns are not listed for a query. */
const mostListed = 8;
/** Longer answers are cut, in UTF-16 units. */
const longestAnswer = 60_000;

/** A pattern in a project, as it would be written now. */
interface Fitted extends PlannedCreation {
	readonly entry: LibraryPattern;
	readonly needed: NeededParts;
	readonly project: Project;
	/** What speaks against it. */
	readonly warnings: readonly string[];
}

/**
 * Lets a model find patterns, read them as they suit the project, and insert them once the user has
 * agreed to what was shown. What fails is said in words for a model.
 */
class PatternTool implements vscode.LanguageModelTool<PatternToolInput> {
	readonly #source: PatternSource;
	readonly #projects: ProjectReader;
	/** What the user can take back. */
	readonly #last: LastInsertion;
	readonly #schema = inputSchema(patternTool);
	readonly #isTrusted: () => boolean;
	/** The files that the user was shown. */
	readonly #consent = new Consent<string>();

	constructor(
		source: PatternSource,
		projects: ProjectReader,
		last: LastInsertion,
		isTrusted: () => boolean,
	) {
		this.#source = source;
		this.#projects = projects;
		this.#last = last;
		this.#isTrusted = isTrusted;
	}

	async prepareInvocation({
		input,
	}: vscode.LanguageModelToolInvocationPrepareOptions<PatternToolInput>): Promise<vscode.PreparedToolInvocation> {
		const wish = this.#read(input);
		if (wish.pattern === undefined) {
			return { invocationMessage: plain`Searching patterns for ${wish.query ?? ''}` };
		}
		if (wish.insert !== true) {
			return { invocationMessage: plain`Fitting ${wish.pattern} to the project` };
		}
		const fitted = await this.#fit(wish.pattern, wish.route);
		this.#refuse(fitted);
		this.#consent.show(wish, textsOf(fitted.changed));
		return {
			invocationMessage: plain`Inserting ${labelOf(fitted.entry.pattern)}`,
			confirmationMessages: {
				title: plain`Insert “${labelOf(fitted.entry.pattern)}” into ${projectName(fitted.project)}?`,
				message: consentText(fitted),
			},
		};
	}

	async invoke(
		{ input }: vscode.LanguageModelToolInvocationOptions<PatternToolInput>,
		token: vscode.CancellationToken,
	): Promise<vscode.LanguageModelToolResult> {
		const wish = this.#read(input);
		const text =
			wish.pattern === undefined
				? await this.#list(wish.query ?? '')
				: wish.insert === true
					? await this.#insert(wish, wish.pattern, token)
					: answerOf(await this.#fit(wish.pattern, wish.route));
		return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
	}

	#read(input: unknown): PatternToolInput {
		const read = readToolInput(input, this.#schema);
		if ('fault' in read) throw new ToolError(read.fault);
		const wish = read.input as PatternToolInput;
		if (wish.query === undefined && wish.pattern === undefined) {
			throw new ToolError('Send a query to find patterns, or the id of a pattern.');
		}
		const fault = wish.route === undefined ? undefined : validateRoutePath(wish.route);
		if (fault !== undefined) throw new ToolError(fault);
		return wish;
	}

	async #list(query: string): Promise<string> {
		const library = await this.#source.read();
		const project = await this.#project();
		const { patterns, hasAllWords } = searchPatterns(library, query, project.facts.kit.major ?? 2);
		const found = patterns.slice(0, mostListed);
		if (found.length === 0) {
			const topics = [...new Set(library.map(({ pattern }) => pattern.topic))].join(', ');
			return `No pattern has these words. There are patterns about: ${topics}. Try other words, or write the code without a pattern.`;
		}
		const lines = found.map(({ pattern }) => {
			const paths = targetPaths(variantOf(pattern, project.facts), project.facts);
			return `- ${pattern.id}: ${labelOf(pattern)}. ${pattern.summary} Files: ${paths.join(', ')}`;
		});
		const start = hasAllWords
			? 'Patterns, best first:'
			: 'No pattern has all of these words; somewhat like it are:';
		return [start, ...lines].join('\n');
	}

	async #fit(id: string, route: string | undefined): Promise<Fitted> {
		const library = await this.#source.read();
		const entry = findPattern(library, id);
		if (!entry) throw new ToolError(`No pattern has the id ${id}. Find one with a query first.`);
		const project = await this.#project();
		const { facts } = project;
		const routes = await this.#projects.routesOf(project);
		const needed = await neededParts(entry, library, facts, projectFiles(project), routes);
		const own = routeOf(variantOf(entry.pattern, facts));
		const target = route ?? own;
		const planned = await planCreation({
			patterns: [...needed.patterns, needed.chosen],
			warnings: needed.warnings,
			title: labelOf(entry.pattern),
			project,
			libFolders: indexFolders(library.map(({ pattern }) => pattern)),
			routes,
			...(target !== undefined && own !== undefined && { route: target }),
		});
		const warnings = [
			...new Set([
				...projectWarnings([entry.pattern], facts),
				...planned.plan.warnings,
				...needed.warnings,
			]),
		];
		const title = labelOf(entry.pattern);
		// What is asked for comes first, what it needs after it.
		const changed = planned.changed.toSorted(
			(a, b) => Number(b.from === title) - Number(a.from === title),
		);
		return { ...planned, changed, entry, needed, project, warnings };
	}

	/** Throws where a model may not insert what was planned. */
	#refuse({ changed, warnings, entry }: Fitted): void {
		const title = labelOf(entry.pattern);
		if (!this.#isTrusted()) {
			throw new ToolError(
				'The workspace is in Restricted Mode: nothing is inserted. The user can trust the workspace to allow it.',
			);
		}
		if (warnings.length > 0) {
			throw new ToolError(
				`“${title}” does not suit this project, so that only the user can insert it, with “SvelteKit: Add Pattern…”. ${warnings.join(' ')}`,
			);
		}
		if (changed.length === 0) throw new ToolError(`The project has all of “${title}” already.`);
		const conflicts = changed.filter((file) => file.conflicts.length > 0);
		if (conflicts.length > 0) {
			const list = conflicts.map(
				(file) => `${file.path} (${file.conflicts.map(({ name }) => name).join(', ')})`,
			);
			throw new ToolError(
				`Nothing was written, since these are there already: ${list.join('; ')}. Read the pattern without \`insert\`, and bring what is missing into these files with your own tools.`,
			);
		}
	}

	async #insert(
		wish: PatternToolInput,
		pattern: string,
		token: vscode.CancellationToken,
	): Promise<string> {
		const agreed = this.#consent.take(wish);
		const fitted = await this.#fit(pattern, wish.route);
		this.#refuse(fitted);
		if (agreed === undefined)
			throw new ToolError('The user has not agreed to this. Call it once more.');
		if (agreed !== textsOf(fitted.changed)) {
			throw new ToolError('The project has changed since the user agreed. Call it once more.');
		}
		if (token.isCancellationRequested) throw new vscode.CancellationError();
		const written = await writePlanned(fitted.changed, fitted.targets, fitted.project);
		this.#last.note(labelOf(fitted.entry.pattern), written);
		const paths = fitted.changed.map(({ path, before }) =>
			before === undefined ? `${path} (new)` : `${path} (changed)`,
		);
		return ['Written:', ...paths.map((path) => `- ${path}`), ...restLines(fitted)].join('\n');
	}

	/** The project of the editor, else the only one of the window. */
	async #project(): Promise<Project> {
		const near = await editorProject(this.#projects);
		if (near) return near;
		const all = await this.#projects.all();
		const [first, ...others] = all;
		if (!first) throw new ToolError('This window has no SvelteKit project.');
		if (others.length === 0) return first;
		const names = all.map((project) => projectName(project)).join(', ');
		throw new ToolError(
			`This window has several SvelteKit projects: ${names}. Ask the user to open a file of the one that is meant.`,
		);
	}
}

function answerOf(fitted: Fitted): string {
	const { entry, project, plan, changed, warnings } = fitted;
	const { facts } = project;
	const language = facts.typescript ? 'TypeScript' : 'JavaScript';
	const start = [
		`# ${labelOf(entry.pattern)}`,
		`Fitted to ${projectName(project)}: SvelteKit ${shownKitVersion(facts)}, ${language}. Nothing is written yet.`,
		...warnings.map((warning) => `Before you use it: ${warning}`),
		...(changed.length === 0 ? ['The project has all of it already.'] : []),
	];
	const files = changed.flatMap((file) => {
		const { text, isWhole } = shownText(file, plan.secrets);
		const what = file.before === undefined ? 'new file' : 'whole file, with what it has already';
		const names = file.conflicts.map(({ name }) => name).join(', ');
		const conflict =
			names === '' ? '' : `; it has ${names} already, which has to be merged by hand`;
		return [`## ${file.path} (${isWhole ? what : 'lines to add'}${conflict})`, text];
	});
	const whole = [...start, ...restLines(fitted), ...files].join('\n\n');
	if (whole.length <= longestAnswer) return whole;
	const end = whole.lastIndexOf('\n', longestAnswer);
	return `${whole.slice(0, end)}\n\n[Cut after ${longestAnswer} characters.]`;
}

/** What is left to do when the files are written. */
function restLines(fitted: Fitted): readonly string[] {
	const { actions, sentences } = restOf(fitted);
	const all = [...actions.map(stepOf), ...sentences];
	return all.length > 0 ? ['Left to do:', ...all.map((each) => `- ${each}`)] : [];
}

function restOf({ plan, changed, project, needed }: Fitted): LeftToDo {
	return leftToDo({ ...plan, files: changed }, project.facts.packageManager, needed);
}

function stepOf(action: Action): string {
	switch (action.kind) {
		case 'addPattern':
			return `Insert the pattern ${action.key}, ${action.label}, without which this one is of no use`;
		case 'openEnv':
			return `Ask the user to fill in ${action.file}: ${action.names.join(', ')}`;
		case 'install':
		case 'updateTables':
			return `Run: ${action.commands.join(' && ')}`;
	}
}

/** All that the user agrees to. */
function consentText(fitted: Fitted): vscode.MarkdownString {
	const { changed, targets } = fitted;
	const text = new vscode.MarkdownString();
	for (const { path, before } of changed) {
		const reasons = targets.get(path)?.reasons ?? [];
		const what = before === undefined ? 'new' : 'added to what is there';
		const words = [`${what}.`, ...reasons].join(' ');
		text.appendMarkdown(`- ${inlineCode(visiblePath(path))}: ${escapeMarkdown(words)}\n`);
	}
	for (const action of restOf(fitted).actions) {
		if (!('commands' in action)) continue;
		text.appendMarkdown(`\nNot run: ${inlineCode(action.commands.join(' && '))}\n`);
	}
	return text;
}

/** Secrets are made anew for each plan, and nobody is shown them. */
function textsOf(files: readonly PlannedFile[]): string {
	return JSON.stringify(files.map(({ path, before }) => [path, before]));
}
