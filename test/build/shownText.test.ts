import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import {
	asNode,
	asNodes,
	asText,
	parseModule,
	type SyntaxNode,
	walk,
} from '../../src/core/code/syntaxTree.ts';

// Text from outside reaches the user through a few doors, which take plain text or escaped markdown.
// The types see to it where a door is used; this test sees to it that there is no other way. A new
// way to show something fails here until it has a door of its own.

/** What of `vscode.window` shows no text. */
const silent = new Set([
	'activeColorTheme',
	'activeTextEditor',
	'onDidChangeActiveTextEditor',
	'showTextDocument',
	'tabGroups',
	'visibleTextEditors',
]);

/** What can be made without that a text is shown; of markdown it is looked at what it is made of. */
const wordless = new Set([
	'CancellationError',
	'CancellationTokenSource',
	'DataTransferItem',
	'EventEmitter',
	'FoldingRange',
	'LanguageModelChatMessage',
	'LanguageModelTextPart',
	'LanguageModelToolCallPart',
	'LanguageModelToolResult',
	'LanguageModelToolResultPart',
	'Location',
	'MarkdownString',
	'Position',
	'Range',
	'RelativePattern',
	'Selection',
	'SnippetString',
	'SnippetTextEdit',
	'TextEdit',
	'ThemeColor',
	'ThemeIcon',
	'WorkspaceEdit',
]);

/** The doors, with what of VS Code they use to show text. */
const doors: Readonly<Record<string, readonly string[]>> = {
	'host/dialogs.ts': [
		'showErrorMessage',
		'showInformationMessage',
		'showQuickPick',
		'showWarningMessage',
		'withProgress',
	],
	'host/enterText.ts': ['showInputBox', 'showOpenDialog'],
	'host/quickPick.ts': ['createQuickPick'],
	'host/editorItems.ts': [
		'CodeAction',
		'CodeLens',
		'CompletionItem',
		'Diagnostic',
		'DiagnosticRelatedInformation',
		'DocumentLink',
		'DocumentSymbol',
	],
	'host/treeItems.ts': ['TreeItem'],
	'features/language/hover.ts': ['Hover'],
	// What stands beside the titles of the views is plain text, too.
	'features/view/agentTree.ts': ['createTreeView'],
	'features/patterns/patternTree.ts': ['createTreeView'],
	// These give names of their own, which are no text from outside.
	'host/log.ts': ['createOutputChannel'],
	'features/patterns/offerProject.ts': ['createTerminal'],
	'features/patterns/showLeftToDo.ts': ['createTerminal'],
	'features/patterns/preview.ts': ['vscode.diff'],
	'features/participants/changedFiles.ts': ['vscode.changes', 'vscode.diff'],
	// Answers go on as a `ReplyStream`, which takes no raw text.
	'features/participants/participants.ts': ['ChatResponseStream'],
	// Makes a code block that nothing in the code can end.
	'features/tools/tool.ts': ['raw markdown'],
};

/** Names for markdown that core has made, in which it has escaped what files say. */
const escapedByCore: Readonly<Record<string, string>> = {
	'features/language/hover.ts': 'markdown',
	'features/view/agentView.ts': 'markdown',
	'features/language/completion.ts': 'documentation',
};

/** Functions whose result is markdown that shows a text as it stands. */
const escaping = new Set([
	'escapeMarkdown',
	'escapeProse',
	'quotePoints',
	'inlineCode',
	'commandLink',
	'count',
	'escaped',
	'undoneLine',
]);

describe('text from outside', () => {
	it('is shown through the doors that make it plain, and no other way', () => {
		const root = path.join(import.meta.dirname, '../../src');
		const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
			.map((file) => file.replaceAll('\\', '/'))
			// Core knows nothing of VS Code.
			.filter((file) => file.endsWith('.ts') && !file.startsWith('core/'))
			.toSorted();
		assert.ok(files.length > 50);
		assert.deepEqual(
			files.flatMap((file) =>
				faultsIn(file, readFileSync(path.join(root, file), 'utf8')).map(
					(fault) => `${file}: ${fault}`,
				),
			),
			[],
		);
	});

	const around: readonly (readonly [code: string, fault: string])[] = [
		['vscode.window.showErrorMessage(x);', 'vscode.window.showErrorMessage'],
		['vscode.window.withProgress(x, y);', 'vscode.window.withProgress'],
		['vscode.window["showErrorMessage"](x);', 'vscode.window[…]'],
		['const { window } = vscode;', 'vscode as a value'],
		['const show = vscode.window;', 'vscode.window as a value'],
		['vscode["window"];', 'vscode[…]'],
		[
			"import { window } from 'vscode';",
			'a part of vscode is imported, or all of it by another name',
		],
		[
			"import * as code from 'vscode';",
			'a part of vscode is imported, or all of it by another name',
		],
		['new vscode.TreeItem(x);', 'new vscode.TreeItem'],
		['class A extends vscode.CodeLens {}', 'extends vscode.CodeLens'],
		['new vscode.MarkdownString(a);', 'raw markdown: a'],
		['text.appendMarkdown(`a ${b}`);', 'raw markdown: b'],
		['text.appendMarkdown(a + escapeMarkdown(b));', 'raw markdown: a + escapeMarkdown(b)'],
		['text.appendMarkdown(a.map(b).join(c));', 'raw markdown: a.map(b).join(c)'],
		['text.value += b;', 'raw markdown: b'],
		['text.appendText(b);', 'appendText breaks words'],
		['text.isTrusted = true;', 'trust without a list of commands'],
		['text.supportHtml = true;', 'supportHtml'],
		['const a: vscode.ChatResponseStream = b;', 'ChatResponseStream'],
		["vscode.commands.executeCommand('vscode.diff', a, b, c);", 'vscode.diff'],
		["vscode.commands.executeCommand('vscode.changes', a, b);", 'vscode.changes'],
	];
	for (const [code, fault] of around) {
		it(`does not get through by ${code}`, () => {
			assert.deepEqual(faultsIn('features/some.ts', code), [fault]);
		});
	}

	it('does not stand where only own or escaped words do', () => {
		const code = [
			"import * as vscode from 'vscode';",
			'const editor: vscode.TextEditor = vscode.window.activeTextEditor;',
			'new vscode.Range(1, 2, 3, 4);',
			'text.appendMarkdown(`a ${escapeMarkdown(b)} ${c ? "" : inlineCode(d)} ${e.length}`);',
			'text.appendMarkdown(`${a.map(inlineCode).join(", ")}`);',
			'text.isTrusted = { enabledCommands: [x] };',
		].join('\n');
		assert.deepEqual(faultsIn('features/some.ts', code), []);
	});
});

/** Where the code of a file shows text by other ways than the doors. */
function faultsIn(file: string, code: string): readonly string[] {
	const tree = parseModule(code);
	assert.ok(tree, `${file} can be parsed`);
	const faults: string[] = [];
	walk(tree.body, (node, parent) => {
		const fault = faultAt(file, code, node, parent);
		if (fault !== undefined) faults.push(fault);
	});
	return faults;
}

function faultAt(
	file: string,
	code: string,
	node: SyntaxNode,
	parent: SyntaxNode | undefined,
): string | undefined {
	const isDoorFor = (name: string): boolean => doors[file]?.includes(name) === true;
	switch (node.type) {
		case 'ImportDeclaration': {
			if (asNode(node['source'])?.['value'] !== 'vscode') return undefined;
			const isWhole = asNodes(node['specifiers']).every(
				({ type, local }) => /Namespace/.test(type) && nameOf(asNode(local)) === 'vscode',
			);
			return isWhole ? undefined : 'a part of vscode is imported, or all of it by another name';
		}
		case 'Identifier': {
			const name = asText(node['name']);
			if (name === 'ChatResponseStream') return isDoorFor(name) ? undefined : name;
			return name === 'vscode' && !isPartOf(parent, node) ? 'vscode as a value' : undefined;
		}
		case 'MemberExpression': {
			const object = asNode(node['object']);
			const name = memberOf(node);
			if (nameOf(object) === 'vscode') {
				if (name === undefined) return 'vscode[…]';
				return name === 'window' && !isPartOf(parent, node)
					? 'vscode.window as a value'
					: undefined;
			}
			if (ofVsCode(object) !== 'window') return undefined;
			if (name === undefined) return 'vscode.window[…]';
			return silent.has(name) || isDoorFor(name) ? undefined : `vscode.window.${name}`;
		}
		case 'NewExpression': {
			const name = ofVsCode(asNode(node['callee']));
			if (name === undefined) return undefined;
			if (!wordless.has(name) && !isDoorFor(name)) return `new vscode.${name}`;
			const [text] = asNodes(node['arguments']);
			return name === 'MarkdownString' ? rawMarkdown(file, code, text) : undefined;
		}
		case 'ClassDeclaration':
		case 'ClassExpression': {
			const name = ofVsCode(asNode(node['superClass']));
			return name === undefined || wordless.has(name) ? undefined : `extends vscode.${name}`;
		}
		case 'CallExpression': {
			const [first] = asNodes(node['arguments']);
			const name = memberOf(asNode(node['callee']));
			if (name === 'appendMarkdown') return rawMarkdown(file, code, first);
			// It leaves addresses alive, and makes blanks of which no line is broken: words are.
			if (name === 'appendText') return 'appendText breaks words';
			const command = name === 'executeCommand' ? asText(first?.['value']) : '';
			const hasTitle = command === 'vscode.diff' || command === 'vscode.changes';
			return hasTitle && !isDoorFor(command) ? command : undefined;
		}
		case 'AssignmentExpression': {
			const name = memberOf(asNode(node['left']));
			const value = asNode(node['right']);
			if (name === 'supportHtml' || name === 'baseUri') return name;
			if (name === 'isTrusted') {
				const isList = asNodes(value?.['properties']).some(
					(property) => nameOf(asNode(property['key'])) === 'enabledCommands',
				);
				return isList ? undefined : 'trust without a list of commands';
			}
			const isAppended = name === 'value' && node['operator'] === '+=';
			return isAppended ? rawMarkdown(file, code, value) : undefined;
		}
		default:
			return undefined;
	}
}

/** The part of a markdown text that nobody has escaped. */
function rawMarkdown(file: string, code: string, node: SyntaxNode | undefined): string | undefined {
	if (!node || doors[file]?.includes('raw markdown') === true) return undefined;
	const inner = (nodes: readonly (SyntaxNode | undefined)[]): string | undefined =>
		nodes.map((each) => rawMarkdown(file, code, each)).find((fault) => fault !== undefined);
	const fault = `raw markdown: ${code.slice(node.start, node.end)}`;
	switch (node.type) {
		case 'Literal':
			return undefined;
		case 'TemplateLiteral':
			return inner(asNodes(node['expressions']));
		case 'ConditionalExpression':
			return inner([asNode(node['consequent']), asNode(node['alternate'])]);
		case 'CallExpression': {
			const callee = asNode(node['callee']);
			return escaping.has(nameOf(callee)) || isListOfEscaped(callee) ? undefined : fault;
		}
		case 'MemberExpression':
			// A number.
			return memberOf(node) === 'length' ? undefined : fault;
		case 'Identifier':
			return escapedByCore[file] === nameOf(node) ? undefined : fault;
		default:
			return fault;
	}
}

/** `names.map(inlineCode).join` */
function isListOfEscaped(callee: SyntaxNode | undefined): boolean {
	const mapped = asNode(callee?.['object']);
	if (memberOf(callee) !== 'join' || memberOf(asNode(mapped?.['callee'])) !== 'map') return false;
	return escaping.has(nameOf(asNodes(mapped?.['arguments'])[0]));
}

/** Whether something else is taken of the node by its name, in code or in a type. */
function isPartOf(parent: SyntaxNode | undefined, node: SyntaxNode): boolean {
	if (parent?.type === 'MemberExpression') return parent['object'] === node;
	if (parent?.type === 'TSQualifiedName') return parent['left'] === node;
	return parent?.type === 'ImportNamespaceSpecifier';
}

/** The name of a member of `vscode`; `undefined` for everything else. */
function ofVsCode(node: SyntaxNode | undefined): string | undefined {
	return nameOf(asNode(node?.['object'])) === 'vscode' ? memberOf(node) : undefined;
}

/** The name of a public member; `undefined` for one that is worked out, and for all else. */
function memberOf(node: SyntaxNode | undefined): string | undefined {
	if (node?.type !== 'MemberExpression' || node['computed'] === true) return undefined;
	return nameOf(asNode(node['property'])) || undefined;
}

function nameOf(node: SyntaxNode | undefined): string {
	return node?.type === 'Identifier' ? asText(node['name']) : '';
}
