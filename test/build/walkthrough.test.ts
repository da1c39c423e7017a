import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { repoRoot } from '../../build/vscode/paths.ts';
import { contextIds, walkthroughId } from '../../src/ids.ts';

interface Step {
	readonly id: string;
	readonly title: string;
	readonly description: string;
	readonly media: { readonly svg: string; readonly altText: string };
	readonly completionEvents: readonly string[];
}

const { contributes } = JSON.parse(readFileSync(path.join(repoRoot, 'package.json'), 'utf8')) as {
	readonly contributes: {
		readonly commands: readonly { readonly command: string }[];
		readonly walkthroughs: readonly { readonly id: string; readonly steps: readonly Step[] }[];
	};
};
const commands = contributes.commands.map(({ command }) => command);
const [walkthrough, ...others] = contributes.walkthroughs;

describe('the walkthrough', () => {
	it('is one, of five steps', () => {
		assert.deepEqual([walkthrough?.id, others], [walkthroughId, []]);
		assert.equal(walkthrough?.steps.length, 5);
	});

	for (const { id, title, description, media, completionEvents } of walkthrough?.steps ?? []) {
		describe(`in the step “${title}”`, () => {
			it('has buttons that do something', () => {
				const named = [...description.matchAll(/\(command:([^)]+)\)/g)].map(([, name]) => name);
				assert.ok(named.length > 0);
				const known = new Set(commands);
				assert.deepEqual(
					named.filter((name = '') => !known.has(name)),
					[],
				);
			});

			it('has each button on a line of its own, and nothing that is not shown as it stands', () => {
				const [text = '', ...buttons] = description.split('\n');
				assert.doesNotMatch(text, /[`*_[\]]/);
				assert.deepEqual(
					buttons.filter((line) => !/^\[[^\]]+\]\(command:[\w.]+\)$/.test(line)),
					[],
				);
			});

			it('is ticked by what is done', () => {
				const known = new Set([
					...commands.map((command) => `onCommand:${command}`),
					...Object.values(contextIds).map((key) => `onContext:${key}`),
				]);
				assert.deepEqual(
					completionEvents.filter((event) => !known.has(event)),
					[],
				);
			});

			it('has a picture in the colors of the theme, which loads and runs nothing', () => {
				const text = readFileSync(path.join(repoRoot, media.svg), 'utf8');
				assert.ok(text.includes(`aria-label="${media.altText}"`), id);
				assert.match(text, /var\(--vscode-foreground/);
				assert.doesNotMatch(text, /<script|\son\w+=|href=|url\(|<image|<foreignObject/i);
			});
		});
	}

	it('has no other pictures', () => {
		assert.deepEqual(
			globSync('media/start/*', { cwd: repoRoot }).toSorted(),
			walkthrough?.steps.map(({ media }) => path.normalize(media.svg)).toSorted(),
		);
		assert.ok(walkthrough?.steps.every(({ media }) => existsSync(path.join(repoRoot, media.svg))));
	});
});
