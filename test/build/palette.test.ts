import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { repoRoot } from '../../build/vscode/paths.ts';
import { commandIds, contextIds, patternCommandPrefix } from '../../src/ids.ts';

interface Command {
	readonly command: string;
	readonly title: string | { readonly value: string; readonly original: string };
	readonly category: string;
}

interface MenuItem {
	readonly command: string;
	readonly when: string;
}

const { commands, menus, views, viewsContainers } = (
	JSON.parse(readFileSync(path.join(repoRoot, 'package.json'), 'utf8')) as {
		readonly contributes: {
			readonly commands: readonly Command[];
			readonly menus: { readonly commandPalette: readonly MenuItem[] };
			readonly views: Readonly<
				Record<string, readonly { readonly id: string; readonly name: string }[]>
			>;
			readonly viewsContainers: {
				readonly activitybar: readonly { readonly id: string; readonly title: string }[];
			};
		};
	}
).contributes;

const whenOf = new Map(menus.commandPalette.map(({ command, when }) => [command, when]));
/** VS Code makes a command for each view. */
const viewCommands = viewsContainers.activitybar.flatMap(({ id, title }) =>
	(views[id] ?? []).map((view): Command => ({
		command: `${view.id}.focus`,
		title: `Focus on ${view.name} View`,
		category: title,
	})),
);
const offered = [
	...commands.filter(({ command }) => whenOf.get(command) !== 'false'),
	...viewCommands,
];

/** The label in the palette, and the other text by which a command is found there. */
function textsOf({ title, category }: Command): readonly [label: string, alias: string] {
	const [label, alias] = typeof title === 'string' ? [title, title] : [title.value, title.original];
	return [`${category}: ${label}`, `${category}: ${alias}`];
}

/** As VS Code sorts what was never used: `Developer` last, else by label. */
function compare(a: Command, b: Command): number {
	const isLast = ({ category }: Command): number => Number(category === 'Developer');
	return isLast(a) - isLast(b) || textsOf(a)[0].localeCompare(textsOf(b)[0], 'en');
}

describe('the command palette', () => {
	for (const typed of [
		'',
		'pattern',
		'svelte',
		'sveltekit',
		'insert',
		'add pattern',
		'insert pattern',
	]) {
		it(`has the list of patterns before all else of this extension for “${typed}”`, () => {
			const found = offered.filter((command) =>
				textsOf(command).some((text) => text.toLowerCase().includes(typed)),
			);
			assert.equal(found.toSorted(compare)[0]?.command, commandIds.insertPattern);
		});
	}

	it('offers single patterns in SvelteKit projects alone, and the rest everywhere', () => {
		const inProjects = offered.filter(({ command }) => command.startsWith(patternCommandPrefix));
		assert.ok(inProjects.length > 40);
		assert.deepEqual(
			new Set(inProjects.map(({ command }) => whenOf.get(command))),
			new Set([contextIds.isSvelteKit]),
		);
	});

	it('has no pattern whose title ends like the list', () => {
		const alike = offered
			.map((command) => textsOf(command)[0])
			.filter((text) => text.endsWith('Pattern'));
		assert.deepEqual(alike, []);
	});
});
