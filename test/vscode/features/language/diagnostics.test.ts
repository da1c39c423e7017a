import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { problemPage } from '../../../../src/core/problem/problemPage.ts';
import { fixAllKind, problemScheme, settingIds } from '../../../../src/ids.ts';
import { extensionPath } from '../../../helpers/bundledFiles.ts';

const workspace = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/');
const source = 'SvelteKit Agents';
/** In the workspace, where agents know of each other. */
const twinPath = '.claude/agents/twin.md';
const secondPath = '.claude/agents/second.md';
const fixAll = vscode.CodeActionKind.SourceFixAll.append(fixAllKind);

const broken = `---
name: checker
description: Use it for two things: bugs and style
tools: Read, Read, Bash
disallowedTools: Bash
colour: blue
---

# Checker

Find what is wrong â€” then say so.

\`\`\`ts
check();

## Then

Stop.
`;

const mended = `---
name: checker
description: 'Use it for two things: bugs and style'
tools: Read
disallowedTools: Bash
colour: blue
---

# Checker

Find what is wrong â€” then say so.

\`\`\`ts
check();
\`\`\`

## Then

Stop.
`;

describe('problems in the editor', () => {
	/** Of one test alone, and outside of the workspace, so that it is nobody else's business. */
	let folder: string;

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'agents-test-'));
	});

	afterEach(async () => {
		await vscode.workspace
			.getConfiguration()
			.update(settingIds.diagnostics, undefined, vscode.ConfigurationTarget.Global);
		for (const document of vscode.workspace.textDocuments) {
			if (!document.isDirty) continue;
			await vscode.window.showTextDocument(document);
			await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
		}
		await vscode.commands.executeCommand('workbench.action.closeAllEditors');
		rmSync(folder, { recursive: true });
	});

	async function open(path: string, text: string): Promise<vscode.TextDocument> {
		const target = join(folder, path);
		mkdirSync(dirname(target), { recursive: true });
		writeFileSync(target, text);
		return show(vscode.Uri.file(target));
	}

	it('are shown with their codes at their places, worst as errors', async () => {
		const document = await open('.claude/agents/checker.md', broken);
		const shown = await problemsOf(document, ({ length }) => length > 0);
		assert.deepEqual(
			shown.map(({ code, severity, range }) => [
				typeof code === 'object' ? code.value : code,
				vscode.DiagnosticSeverity[severity],
				document.getText(range),
			]),
			[
				['unquoted-colon', 'Error', ':'],
				['duplicate-tool', 'Information', 'Read'],
				['tool-allowed-and-disallowed', 'Warning', 'Bash'],
				['unknown-key', 'Warning', 'colour'],
				['mojibake', 'Warning', 'â€”'],
				['fence-unclosed', 'Warning', '```ts'],
			],
		);
	});

	it('link to a page about their code, which no agent file has a word in and nobody can edit', async () => {
		const document = await open('.claude/agents/checker.md', broken);
		const [first] = await problemsOf(document, ({ length }) => length > 0);
		const target = typeof first?.code === 'object' ? first.code.target : undefined;
		assert.ok(target);
		assert.equal(target.toString(), `${problemScheme}:/unquoted-colon.md`);
		const page = await vscode.workspace.openTextDocument(target);
		const docs = readFileSync(join(extensionPath(), 'docs/problems.md'), 'utf8');
		assert.equal(page.getText(), problemPage(docs, target.path));
		assert.equal(page.languageId, 'markdown');
		await vscode.window.showTextDocument(page);
		await vscode.commands.executeCommand('type', { text: 'typed' });
		assert.deepEqual([page.isDirty, vscode.languages.getDiagnostics(target)], [false, []]);
	});

	it('have no page for other addresses', async () => {
		for (const path of ['/no-such-code.md', '/../package.json', '/mojibake', '/a/mojibake.md']) {
			const uri = vscode.Uri.from({ scheme: problemScheme, path });
			const page = await vscode.workspace.openTextDocument(uri);
			assert.equal(page.getText(), 'No problem has this code.\n');
		}
	});

	it('go when the text is put right, and come back when it is broken again', async () => {
		const document = await open('.claude/agents/checker.md', broken);
		await problemsOf(document, ({ length }) => length > 0);
		await replaceAll(document, file('name: checker', 'description: Checks code.'));
		assert.deepEqual(await problemsOf(document, ({ length }) => length === 0), []);
		await replaceAll(document, file('name: checker', 'description: Checks: code.'));
		const codes = await problemsOf(document, ({ length }) => length > 0);
		assert.equal(codes.length, 1);
	});

	it('name the other file of the same name, until it is gone', async () => {
		await create(twinPath, file('name: twin', 'description: One.'));
		await create(secondPath, file('name: twin', 'description: Two.'));
		const document = await show(vscode.Uri.joinPath(workspace, secondPath));
		const found = await problemsOf(document, (all) => all.some(isCode('handle-taken')));
		const related = found.find(isCode('handle-taken'))?.relatedInformation;
		assert.deepEqual(
			related?.map(({ location, message }) => [
				vscode.workspace.asRelativePath(location.uri),
				location.range.start.line,
				location.range.start.character,
				message,
			]),
			[[twinPath, 1, 6, '“twin” is named here too.']],
		);
		await remove(twinPath);
		await problemsOf(document, (all) => !all.some(isCode('handle-taken')));
		await remove(secondPath);
	});

	it('offer names that tell files of one name apart, for this one or for all', async () => {
		const paths = ['000_ab12cd34ef', 'twin', '2-redis-twin'].map(
			(stem) => `.claude/agents/${stem}.md`,
		);
		const [numbered = '', owner = '', words = ''] = paths;
		await create(numbered, file('name: twin', 'description: Works with SvelteKit.'));
		await create(owner, file('name: twin', 'description: Works.'));
		await create(words, file('name: twin', 'description: Works with Redis.'));
		const document = await show(vscode.Uri.joinPath(workspace, numbered));
		const found = await problemsOf(document, (all) =>
			all.some((each) => isCode('handle-taken')(each) && each.message.startsWith('Three files')),
		);
		const place = found.find(isCode('handle-taken'));
		assert.ok(place);
		const actions = await actionsAt(document, place.range, vscode.CodeActionKind.QuickFix);
		assert.deepEqual(
			actions.map(({ title }) => title),
			['Write “name: twin-sveltekit”', 'Give all 2 files names of their own'],
		);
		await apply(actions[1]);
		const names = await Promise.all(
			paths.map(async (path) => {
				const named = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(workspace, path));
				return named.lineAt(1).text;
			}),
		);
		assert.deepEqual(names, ['name: twin-sveltekit', 'name: twin', 'name: redis-twin']);
		for (const path of paths) await remove(path);
	});

	it('are reported for the files that are agents, and for no others', async () => {
		const other = await open('docs/other.md', brokenAs('other'));
		const plain = await open('agents/notes.md', '# Notes: nothing\n');
		const inAgents = await open('agents/loose.md', brokenAs('loose'));
		const deep = await open('agents/.github/agents/team/deep.md', brokenAs('deep'));
		const named = await open('docs/any.agent.md', brokenAs('any'));
		const untitled = await vscode.workspace.openTextDocument({
			language: 'markdown',
			content: brokenAs('untitled'),
		});
		for (const document of [inAgents, deep, named, untitled]) {
			assert.notEqual((await problemsOf(document, ({ length }) => length > 0)).length, 0);
		}
		for (const document of [other, plain]) assert.deepEqual(ownProblems(document), []);
	});

	it('are a hint in a new file until it is saved', async () => {
		const document = await open('.claude/agents/new.md', '');
		const levels = (): readonly vscode.DiagnosticSeverity[] =>
			vscode.languages
				.getDiagnostics(document.uri)
				.filter((each) => each.source === source)
				.map(({ severity }) => severity);
		await until(vscode.languages.onDidChangeDiagnostics, () => levels().length > 0);
		assert.deepEqual(levels(), [vscode.DiagnosticSeverity.Hint]);
		const edit = new vscode.WorkspaceEdit();
		edit.insert(document.uri, new vscode.Position(0, 0), '\n');
		assert.ok(await vscode.workspace.applyEdit(edit));
		assert.ok(await document.save());
		await until(
			vscode.languages.onDidChangeDiagnostics,
			() => levels()[0] === vscode.DiagnosticSeverity.Error,
		);
		assert.equal(levels().length, 1);
	});

	it('are neither reported nor mended in a page about agents, as nothing else is shown there', async () => {
		const page =
			'---\ntitle: Modes\ndescription: How: to start\nms.date: 2026-01-01\n---\n# Modes\n';
		const documents = [
			await open('agents/page.md', page),
			await open('.claude/agents/README.md', '# Our agents\n'),
			await open('.claude/agents/skills/SKILL.md', brokenAs('skill')),
		];
		// Opened last, and looked at after the others.
		const agent = await open('.claude/agents/last.md', brokenAs('last'));
		await problemsOf(agent, ({ length }) => length > 0);
		for (const document of documents) {
			const end = document.positionAt(document.getText().length);
			const all = new vscode.Range(0, 0, end.line, end.character);
			const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
				'vscode.executeCodeActionProvider',
				document.uri,
				all,
				vscode.CodeActionKind.SourceFixAll.value,
			);
			const lenses = await vscode.commands.executeCommand<vscode.CodeLens[] | undefined>(
				'vscode.executeCodeLensProvider',
				document.uri,
			);
			assert.deepEqual(
				[ownProblems(document), actions.map(({ title }) => title), lenses?.length ?? 0],
				[[], [], 0],
				document.uri.path,
			);
		}
	});

	it('are not reported when the setting is off, and again when it is on', async () => {
		const configuration = vscode.workspace.getConfiguration();
		const document = await open('.claude/agents/checker.md', broken);
		await problemsOf(document, ({ length }) => length > 0);
		const target = vscode.ConfigurationTarget.Global;
		await configuration.update(settingIds.diagnostics, false, target);
		assert.deepEqual(await problemsOf(document, ({ length }) => length === 0), []);
		await configuration.update(settingIds.diagnostics, undefined, target);
		await problemsOf(document, ({ length }) => length > 0);
	});

	it('are as bad as the user says, and left out where they say so', async () => {
		const configuration = vscode.workspace.getConfiguration();
		const document = await open('.claude/agents/checker.md', broken);
		const before = await problemsOf(document, ({ length }) => length > 0);
		const [first = '', second = ''] = [...new Set(before.map(codeOf))].map(String);
		const target = vscode.ConfigurationTarget.Global;
		const levels = { [first]: 'off', [second]: 'information' };
		const shown = (problem: vscode.Diagnostic): string => `${codeOf(problem)} ${problem.severity}`;
		try {
			await configuration.update(settingIds.problems, levels, target);
			const after = await problemsOf(
				document,
				(problems) => !problems.some((problem) => codeOf(problem) === first),
			);
			const others = before.filter((problem) => codeOf(problem) !== first).map(shown);
			const milder = `${second} ${vscode.DiagnosticSeverity.Information}`;
			assert.deepEqual(
				after.map(shown).toSorted(),
				others.map((each) => (each.startsWith(`${second} `) ? milder : each)).toSorted(),
			);
		} finally {
			await configuration.update(settingIds.problems, undefined, target);
		}
		await problemsOf(document, ({ length }) => length === before.length);
	});

	it('are one for a file over 1 MiB', async () => {
		const document = await open(
			'.claude/agents/large.md',
			brokenAs('large') + 'x: y '.repeat(220_000),
		);
		const found = await problemsOf(document, ({ length }) => length > 0);
		assert.deepEqual(found.map(codeOf), ['file-too-large']);
	});

	it('are mended one by one', async () => {
		const document = await open('.claude/agents/checker.md', broken);
		const [colon] = await problemsOf(document, ({ length }) => length > 0);
		assert.ok(colon);
		const actions = await actionsAt(document, colon.range, vscode.CodeActionKind.QuickFix);
		assert.deepEqual(
			actions.map(({ title, isPreferred }) => [title, isPreferred === true]),
			[
				['Rewrite as valid YAML', true],
				['Fix all 4 problems of this agent file', false],
			],
		);
		await apply(actions[0]);
		assert.equal(
			document.getText(),
			broken.replace('Use it for two things: bugs and style', (text) => `'${text}'`),
		);
	});

	it('offer a guess as one, and leave it out of Fix All', async () => {
		const document = await open('.claude/agents/checker.md', broken);
		const found = await problemsOf(document, ({ length }) => length > 0);
		const place = found.find(isCode('unknown-key'))?.range;
		assert.ok(place);
		const [guess] = await actionsAt(document, place, vscode.CodeActionKind.QuickFix);
		assert.deepEqual([guess?.title, guess?.isPreferred === true], ['Write “color”', false]);
	});

	it('are all mended by one quick fix', async () => {
		const document = await open('.claude/agents/checker.md', broken);
		const [colon] = await problemsOf(document, ({ length }) => length > 0);
		assert.ok(colon);
		const actions = await actionsAt(document, colon.range, vscode.CodeActionKind.QuickFix);
		await apply(actions.at(-1));
		assert.equal(document.getText(), mended);
		const left = await problemsOf(document, ({ length }) => length === 2);
		assert.deepEqual(left.map(codeOf), ['unknown-key', 'mojibake']);
	});

	it('are all mended by the source action, which changes nothing when it runs again', async () => {
		const document = await open('.claude/agents/checker.md', broken);
		const whole = new vscode.Range(0, 0, document.lineCount, 0);
		const [action, ...others] = await actionsAt(document, whole, fixAll);
		assert.deepEqual([action?.kind?.value, others], ['source.fixAll.sveltekitAgents', []]);
		await apply(action);
		assert.equal(document.getText(), mended);
		assert.deepEqual(await actionsAt(document, whole, fixAll), []);
	});

	it('are all mended when the file is saved, if the user wants that', async () => {
		const document = await open('.claude/agents/checker.md', broken);
		const configuration = vscode.workspace.getConfiguration('editor', document);
		const target = vscode.ConfigurationTarget.Global;
		await configuration.update('codeActionsOnSave', { [fixAll.value]: 'explicit' }, target);
		try {
			await replaceAll(document, `${broken}\n`);
			await vscode.window.showTextDocument(document);
			await vscode.commands.executeCommand('workbench.action.files.save');
			assert.equal(document.getText(), `${mended}\n`);
			assert.equal(document.isDirty, false);
		} finally {
			await configuration.update('codeActionsOnSave', undefined, target);
		}
	});

	it('are mended with the line ends of the file', async () => {
		const document = await open('.claude/agents/lines.md', windows(brokenAs('lines')));
		const whole = new vscode.Range(0, 0, document.lineCount, 0);
		const [action] = await actionsAt(document, whole, fixAll);
		await apply(action);
		assert.equal(document.getText(), windows(mended.replace('checker', 'lines')));
	});
});

/** The broken file under another name, since no two agents should have one. */
function brokenAs(name: string): string {
	return broken.replace('checker', name);
}

function windows(text: string): string {
	return text.replaceAll('\n', '\r\n');
}

function file(...lines: readonly string[]): string {
	return `---\n${lines.join('\n')}\n---\n\nYou check code.\n`;
}

/** Through VS Code, so that it is known at once, whatever watches files. */
async function create(path: string, text: string): Promise<void> {
	const edit = new vscode.WorkspaceEdit();
	const contents = new TextEncoder().encode(text);
	edit.createFile(vscode.Uri.joinPath(workspace, path), { contents });
	assert.equal(await vscode.workspace.applyEdit(edit), true);
}

async function remove(path: string): Promise<void> {
	const edit = new vscode.WorkspaceEdit();
	edit.deleteFile(vscode.Uri.joinPath(workspace, path));
	assert.equal(await vscode.workspace.applyEdit(edit), true);
}

async function show(uri: vscode.Uri): Promise<vscode.TextDocument> {
	const document = await vscode.workspace.openTextDocument(uri);
	await vscode.window.showTextDocument(document);
	return document;
}

/** Waits for an event after which the condition holds. */
async function until<T>(event: vscode.Event<T>, holds: () => boolean): Promise<void> {
	if (holds()) return;
	await new Promise<void>((resolve, reject) => {
		const timer = setTimeout(() => {
			listener.dispose();
			reject(new Error('Nothing happened for two minutes.'));
		}, 120_000);
		const listener = event(() => {
			if (!holds()) return;
			clearTimeout(timer);
			listener.dispose();
			resolve();
		});
	});
}

async function replaceAll(document: vscode.TextDocument, text: string): Promise<void> {
	const edit = new vscode.WorkspaceEdit();
	edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
	await vscode.workspace.applyEdit(edit);
}

/** Our problems of a document without hints, in order. */
function ownProblems({ uri }: vscode.TextDocument): readonly vscode.Diagnostic[] {
	return vscode.languages
		.getDiagnostics(uri)
		.filter((each) => each.source === source && each.severity !== vscode.DiagnosticSeverity.Hint)
		.toSorted((a, b) => a.range.start.compareTo(b.range.start));
}

/** The problems of a document as soon as they are as wanted. */
async function problemsOf(
	document: vscode.TextDocument,
	isWanted: (problems: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
	await until(vscode.languages.onDidChangeDiagnostics, () => isWanted(ownProblems(document)));
	return ownProblems(document);
}

function codeOf({ code }: vscode.Diagnostic): string | number | undefined {
	return typeof code === 'object' ? code.value : code;
}

function isCode(code: string): (diagnostic: vscode.Diagnostic) => boolean {
	return (diagnostic) => codeOf(diagnostic) === code;
}

/** The extension's code actions of a kind, with their edits. */
async function actionsAt(
	document: vscode.TextDocument,
	range: vscode.Range,
	kind: vscode.CodeActionKind,
): Promise<readonly vscode.CodeAction[]> {
	const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
		'vscode.executeCodeActionProvider',
		document.uri,
		range,
		kind.value,
		10,
	);
	return actions.filter(({ edit }) => edit);
}

async function apply(action: vscode.CodeAction | undefined): Promise<void> {
	assert.ok(action?.edit);
	assert.equal(await vscode.workspace.applyEdit(action.edit), true);
}
