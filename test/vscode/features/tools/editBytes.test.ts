import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { createToolSet } from '../../../../src/features/tools/toolSet.ts';
import { seededRandom } from '../../../helpers/seededRandom.ts';
import { markdownOf, prepare, run } from '../../../helpers/toolCalls.ts';
import { WorkspaceFiles } from '../../../helpers/workspaceFiles.ts';

const casesEach = 40;

/** What files of each encoding are made of, besides plain words. */
const letters = {
	utf8: ['é', '→', '語', '😀', 'ß'],
	utf16le: ['é', '→', '語', '😀'],
	utf16be: ['é', '→', '語'],
	windows1252: ['é', 'ß', '€', 'ü'],
	shiftjis: ['テ', 'ス', 'ト', '表', '語'],
} as const;
type Encoding = keyof typeof letters;

const settings = ['utf8', 'utf8bom', 'utf16le', 'windows1252', 'shiftjis'] as const;
const lineEnds = ['\n', '\r\n', '\r'] as const;

interface Case {
	readonly bytes: Buffer;
	/** Whether nothing is odd about the file, so that an edit has to work. */
	readonly isPlain: boolean;
}

describe('the bytes of an edited file', function () {
	let files: WorkspaceFiles;
	const outcomes = { edited: 0, refused: 0 };

	before(() => (files = new WorkspaceFiles()));
	afterEach(async () => {
		await vscode.workspace
			.getConfiguration()
			.update('files.encoding', undefined, vscode.ConfigurationTarget.Global);
	});
	after(() => files.remove());

	for (const [index, setting] of settings.entries()) {
		it(`are those of before outside of the change that was shown (files.encoding ${setting})`, async () => {
			await vscode.workspace
				.getConfiguration()
				.update('files.encoding', setting, vscode.ConfigurationTarget.Global);
			const random = seededRandom(9_100 + index);
			const failures: string[] = [];
			for (let i = 0; i < casesEach; i++) {
				const name = `${setting}-${i}.txt`;
				const made = await makeCase(random, setting);
				try {
					await tryEdit(random, files, name, made, outcomes);
				} catch (error) {
					failures.push(
						`${name} ${made.bytes.toString('hex')}: ${error instanceof Error ? error.message : String(error)}`,
					);
				}
			}
			assert.deepEqual([failures.length, ...failures.slice(0, 3)], [0]);
		});
	}

	it('were edited in a good part of the cases, and refused in others', () => {
		const most = settings.length * casesEach;
		assert.ok(outcomes.edited > most / 4 && outcomes.refused > most / 10, JSON.stringify(outcomes));
	});
});

function pick<T>(random: (limit: number) => number, from: readonly T[]): T {
	return from[random(from.length)] as T;
}

/** A file as editors, tools and accidents leave them. */
async function makeCase(
	random: (limit: number) => number,
	setting: (typeof settings)[number],
): Promise<Case> {
	const usual: Encoding = setting === 'utf8bom' ? 'utf8' : setting;
	const encoding = random(4) === 0 ? pick(random, Object.keys(letters) as Encoding[]) : usual;
	const withBom = encoding.startsWith('utf16') || random(5) === 0;
	const ends = random(3) === 0 ? lineEnds : [pick(random, lineEnds)];
	let text = '';
	for (let line = random(8); line >= 0; line--) {
		text += phrase(random, encoding);
		if (line > 0 || random(2) === 0) text += pick(random, ends);
	}
	let bytes = Buffer.from(await encode(text, encoding));
	if (withBom && encoding === 'utf8')
		bytes = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]);
	if (withBom && encoding === 'utf16le') bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), bytes]);
	if (withBom && encoding === 'utf16be') bytes = Buffer.concat([Buffer.from([0xfe, 0xff]), bytes]);
	const isBroken = random(5) === 0;
	if (isBroken) {
		const at = random(bytes.length + 1);
		const stray = Buffer.from([0x80 + random(128)]);
		bytes = Buffer.concat([bytes.subarray(0, at), stray, bytes.subarray(at)]);
	}
	const isMixed = ends.length > 1 || ends[0] === '\r';
	const isExpected = encoding === usual || (withBom && encoding.startsWith('utf'));
	return { bytes, isPlain: !isBroken && !isMixed && isExpected };
}

function phrase(random: (limit: number) => number, encoding: Encoding): string {
	const words = [
		'const',
		'let',
		'one',
		'two',
		'TARGET',
		'  ',
		'\t',
		'=',
		';',
		'x',
		...letters[encoding],
	];
	return Array.from({ length: 1 + random(6) }, () => pick(random, words)).join(
		pick(random, ['', ' ']),
	);
}

/** Without a byte order mark. */
async function encode(text: string, encoding: Encoding): Promise<Uint8Array> {
	if (encoding === 'utf8') return Buffer.from(text);
	if (encoding === 'utf16le') return Buffer.from(text, 'utf16le');
	if (encoding === 'utf16be') return Buffer.from(text, 'utf16le').swap16();
	return vscode.workspace.encode(text, { encoding });
}

async function tryEdit(
	random: (limit: number) => number,
	files: WorkspaceFiles,
	name: string,
	{ bytes, isPlain }: Case,
	outcomes: { edited: number; refused: number },
): Promise<void> {
	const file = join(files.folder, name);
	writeFileSync(file, bytes);
	const document = await openText(file);
	if (!document) {
		const input = { path: `${files.name}/${name}`, oldText: 'one', newText: 'two' };
		await assert.rejects(prepare(createToolSet(), 'editFile', input));
		return;
	}
	const isDirty = random(8) === 0;
	if (isDirty) {
		const edit = new vscode.WorkspaceEdit();
		edit.insert(document.uri, document.positionAt(random(20)), 'UNSAVED');
		await vscode.workspace.applyEdit(edit);
	}
	const textBefore = document.getText();
	const encoding = document.encoding === 'utf8bom' ? 'utf8' : (document.encoding as Encoding);
	// A model has read either what VS Code shows or the bytes as UTF-8.
	const seen = random(3) === 0 ? bytes.toString('utf8') : textBefore;
	const from = random(Math.max(1, seen.length));
	const oldText = seen.slice(from, from + 1 + random(24)).replace(/\r\n?/g, '\n');
	const newText = Array.from({ length: random(4) }, () => phrase(random, encoding)).join('\n');
	const replaceAll = random(3) === 0;
	const input = { path: `${files.name}/${name}`, oldText, newText, replaceAll };
	const tools = createToolSet();
	const isWhole = !/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/.test(oldText);
	const count = textBefore.replaceAll('\r\n', '\n').split(oldText).length - 1;
	let shown: string;
	let told: string;
	try {
		shown = markdownOf((await prepare(tools, 'editFile', input)).confirmationMessages);
		told = await run(tools, 'editFile', input);
	} catch (error) {
		outcomes.refused++;
		assert.ok(error instanceof Error);
		assert.equal(
			readFileSync(file).toString('hex'),
			bytes.toString('hex'),
			`changed, but: ${error.message}`,
		);
		assert.deepEqual([document.getText(), document.isDirty], [textBefore, isDirty], error.message);
		const hasToWork =
			isPlain &&
			isWhole &&
			oldText !== '' &&
			oldText !== newText &&
			(count === 1 || (replaceAll && count > 0));
		assert.ok(
			!hasToWork,
			`${JSON.stringify(oldText)} → ${JSON.stringify(newText)}: ${error.message}`,
		);
		return;
	}
	outcomes.edited++;
	const lineOfFirst = Number(/@@ line (\d+) @@/.exec(shown)?.[1]);
	assert.match(told, new RegExp(`at line ${lineOfFirst}\\b`));
	const added = shown
		.replaceAll('\n+↪ ', '')
		.split('\n')
		.filter((line) => line.startsWith('+'));
	for (const line of newText.split('\n')) {
		assert.ok(
			added.some((each) => each.includes(line)),
			`${JSON.stringify(line)} is not shown`,
		);
	}
	if (isDirty) {
		assert.equal(readFileSync(file).toString('hex'), bytes.toString('hex'), 'it was saved');
		const lineEnd = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
		const [old, fresh] = [oldText, newText].map((text) => text.replaceAll('\n', lineEnd));
		const results = replacements(textBefore, old ?? '', fresh ?? '', replaceAll);
		assert.ok(results.includes(document.getText()), JSON.stringify(document.getText()));
		return;
	}
	assert.equal(document.isDirty, false);
	assert.notEqual(document.getText(), textBefore);
	// Each byte as one character.
	const results: string[] = [];
	for (const end of lineEnds) {
		const [old, fresh] = await Promise.all(
			[oldText, newText].map(async (text) =>
				Buffer.from(await encode(text.replaceAll('\n', end), encoding)).toString('latin1'),
			),
		);
		results.push(...replacements(bytes.toString('latin1'), old ?? '', fresh ?? '', replaceAll));
	}
	const now = readFileSync(file).toString('latin1');
	assert.ok(
		results.includes(now),
		`${JSON.stringify(oldText)} → ${JSON.stringify(newText)} made ${Buffer.from(now, 'latin1').toString('hex')}`,
	);
	const placed =
		results.includes(now) && newText !== ''
			? countLines(textBefore, oldText, document.eol)
			: undefined;
	if (placed !== undefined) assert.equal(lineOfFirst, placed);
}

/** `undefined` for a file that VS Code takes for a binary one. */
async function openText(file: string): Promise<vscode.TextDocument | undefined> {
	try {
		return await vscode.workspace.openTextDocument(file);
	} catch {
		return undefined;
	}
}

/** Every text that one replacement, or all of them, can make. */
function replacements(text: string, old: string, fresh: string, all: boolean): string[] {
	if (old === '') return [];
	const results = all ? [text.split(old).join(fresh)] : [];
	for (let at = text.indexOf(old); at !== -1; at = text.indexOf(old, at + 1)) {
		results.push(text.slice(0, at) + fresh + text.slice(at + old.length));
	}
	return results.filter((result) => result !== text);
}

function countLines(text: string, old: string, eol: vscode.EndOfLine): number | undefined {
	const wanted = eol === vscode.EndOfLine.CRLF ? old.replaceAll('\n', '\r\n') : old;
	const at = text.indexOf(wanted);
	return at === -1 ? undefined : text.slice(0, at).split('\n').length;
}
