import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { problemSections } from '../../../build/docs.ts';
import { repoRoot } from '../../../build/vscode/paths.ts';
import {
	problemCodes,
	type ProblemCode,
	type ProblemRow,
} from '../../../src/core/problem/problemCodes.ts';
import { pagePath, problemPage } from '../../../src/core/problem/problemPage.ts';

const docs = readFileSync(path.join(repoRoot, 'docs/problems.md'), 'utf8');
const rows = Object.entries(problemCodes) as [ProblemCode, ProblemRow][];

describe('the page about a problem', () => {
	it('is its section of the document, and all pages together are all sections', () => {
		const pages = rows.map(([code]) => problemPage(docs, pagePath(code)));
		assert.equal(pages.join('\n'), problemSections());
	});

	it('has the code, what is wrong, why, and what it looks like before and after', () => {
		for (const [code, { title, about, example }] of rows) {
			const page = problemPage(docs, pagePath(code)) ?? '';
			const head = `## ${code}\n\n**${title}.** ${about}\n\nBefore:\n\n\`\`\``;
			assert.equal(page.slice(0, head.length), head);
			assert.equal(page.includes('\n\nAfter:\n\n```'), example.after !== undefined, code);
		}
	});

	it('keeps what is in a code block together, whatever it looks like', () => {
		const block = '````markdown\n```\n## b\n```\n<!-- end: problems -->\n````';
		const text = `# Title\n\n## a\n\n${block}\n\n## b\n\nWords.\n<!-- end: problems -->\nMore.\n`;
		assert.equal(problemPage(text, '/a.md'), `## a\n\n${block}\n`);
		assert.equal(problemPage(text, '/b.md'), '## b\n\nWords.\n');
		assert.equal(problemPage(text.replaceAll('\n', '\r\n'), '/b.md'), '## b\n\nWords.\n');
	});

	it('is none for another path', () => {
		for (const other of ['/none.md', '/mojibake', 'mojibake.md', '/.md', '/../problems.md', '']) {
			assert.equal(problemPage(docs, other), undefined, other);
		}
	});

	it('shows characters that nobody sees', () => {
		assert.deepEqual(docs.match(/(?!\n)[\p{Cc}\p{Cf}]/gu), null);
		const shown = (code: ProblemCode): string => problemPage(docs, pagePath(code)) ?? '';
		assert.match(shown('file-not-text'), /^You ␀review code\.$/m);
		assert.match(shown('control-character'), /^description: Reviews␁ code$/m);
		assert.match(shown('tab-indentation'), /^␉- Read$/m);
		assert.match(shown('byte-order-mark'), /^\[U\+FEFF\]---$/m);
	});
});
