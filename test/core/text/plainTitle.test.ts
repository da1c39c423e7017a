import assert from 'node:assert/strict';
import { plainTitle, withoutLinks } from '../../../src/core/text/plainTitle.ts';
import { hostileWords } from '../../helpers/hostileWords.ts';
import { seededRandom } from '../../helpers/seededRandom.ts';

describe('a title as it is shown', () => {
	const shown: readonly (readonly [title: string, shown: string])[] = [
		['2. **Load** `data`:', 'Load data'],
		['[Load](https://svelte.dev/load)', 'Load'],
		[
			'[[Show the details](command:q)](command:workbench.action.quickOpen?%22x%22)',
			'Show the details',
		],
		['[a [b](c) d](e)', 'a b d'],
		['![![x](y)](https://leak.example/z.png) Kept', 'x Kept'],
		['[![Build](badge.svg)](https://ci.example) Status', 'Build Status'],
		['[x](command:a?(b(c))) y', 'x y'],
		['[x](<command:a b>) y', 'x y'],
		['[x](a "title") y', 'x y'],
		['See [the guide][guide] and ![it][]', 'See the guide and it'],
		['<https://svelte.dev> and <me@svelte.dev>', 'https://svelte.dev and me@svelte.dev'],
		['<a href="command:x">Load</a><br/>data <!-- note -->', 'Load data'],
		['[x]<b></b>(command:y)', 'x'],
		['<[](b)img src=x>Load', 'Load'],
		['`[x]`(command:y)', '[x] (command:y)'],
		['[](command:x)', 'command x'],
		[
			'Map<Key, Value> and `<script>` of `+page.svelte`',
			'Map<Key, Value> and <script> of +page.svelte',
		],
		['`<enhanced:img>` and `[slug]`', '<enhanced:img> and [slug]'],
		['src/routes/[lang]/[slug]/+page.ts', 'src/routes/[lang]/[slug]/+page.ts'],
		['list[i][j] and [optional]', 'list[i][j] and [optional]'],
	];
	for (const [title, expected] of shown) {
		it(`of ${title} is ${expected}`, () => assert.equal(plainTitle(title), expected));
	}

	it('has no link, however links, tags and code are nested', () => {
		const random = seededRandom(11);
		const pieces = [
			'[',
			']',
			'](',
			')',
			'![',
			'][',
			'<a ',
			'<b>',
			'</b>',
			'>',
			'<',
			'x',
			'(',
			'`',
			'**',
			'command:y',
			' ',
		];
		const built = Array.from({ length: 5_000 }, () =>
			Array.from({ length: 1 + random(40) }, () => pieces[random(pieces.length)]).join(''),
		);
		const deep = `${'['.repeat(200)}x${'](command:y)'.repeat(200)}`;
		for (const title of [...hostileWords, ...built, deep]) {
			for (const text of [plainTitle(title), withoutLinks(title)]) {
				assert.doesNotMatch(text, /\]\(/, title);
			}
		}
	});

	it('is found in linear time', () => {
		for (const part of ['[', ']', '[x](', '](', '![a](b', '<a ', '<!--', '`', '][', '<x:', '(()']) {
			plainTitle(part.repeat(1_000_000 / part.length));
			plainTitle(`[x](${part.repeat(1_000_000 / part.length)}`);
		}
	});
});
