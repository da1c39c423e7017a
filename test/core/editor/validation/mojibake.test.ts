import assert from 'node:assert/strict';
import { findMojibake } from '../../../../src/core/editor/validation/mojibake.ts';
import { applyEdits } from '../../../../src/core/text/textEdits.ts';

/** What a text becomes when its UTF-8 is read as Windows-1252. */
function misread(text: string): string {
	return new TextDecoder('windows-1252').decode(new TextEncoder().encode(text));
}

function restored(text: string): string {
	const edits = findMojibake(text).map(({ range, restored: newText }) => ({ range, newText }));
	return applyEdits(text, edits);
}

describe('text in the wrong encoding', () => {
	const texts = [
		'a dash — and another – here',
		'it’s “quoted” and … so on',
		'café, naïve, Zürich, Ærø, señor, É and Ü',
		'→ first ✅ done • item ™ € 50',
		'├── src\n│   └── lib\n└── app',
		'🚀 launch 👍',
		'© 2026 ± 5° × 2',
	];
	for (const text of texts) {
		it(`is restored: ${text.split('\n')[0]}`, () => {
			assert.notEqual(misread(text), text);
			assert.equal(restored(misread(text)), text);
		});
	}

	it('is restored when it was misread twice', () => {
		assert.equal(restored(misread(misread('a — b “c”'))), 'a — b “c”');
	});

	it('is one place where characters follow each other', () => {
		const text = misread('a “— b');
		assert.deepEqual(findMojibake(text), [{ range: { start: 2, end: 8 }, restored: '“—' }]);
	});

	const meant = [
		'Âge, Île, Ãlamo, IRMÔ, “Über”, CAFÉ»',
		'il va à « Paris », où « tout » va',
		'hotărâ” – spuse',
		'Dvořák, Łódź, Þór, ðe, Ñandú',
		'€ 5 – “cheap”… don’t',
		'Ã, Â, â alone',
	];
	for (const text of meant) {
		it(`is not what is meant: ${text}`, () => assert.deepEqual(findMojibake(text), []));
	}

	it('is left alone in inline code, which may be about it', () => {
		assert.deepEqual(findMojibake('Look for `â€”` in files.'), []);
	});

	it('is found in time linear to the text', () => {
		const text = misread('— ').repeat(100_000);
		// Quadratic time would exceed the test's time-out many times over.
		assert.equal(findMojibake(text).length, 100_000);
	});
});
