import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { pageText } from '../../../src/core/workspace/pageText.ts';
import { hostilePageParts } from '../../helpers/hostileText.ts';

describe('the text of a page', () => {
	it('has headings, lists, cells and code, and no scripts, styles or menus', () => {
		const html = `<!doctype html><html><head><title>Load &ndash; Docs</title>
			<style>h1 { color: red }</style><SCRIPT>if (a<b) document.write("<p>no</p>")</SCRIPT></head>
			<body><nav><a href="/">Home</a></nav><!-- <p>hidden</p> -->
			<h2 class="x">Load   data</h2><p>Use <code>load</code> &lt;here&gt; &#169; &#x41;.</p>
			<ul><li>one</li><li>two</li></ul><table><tr><td>a</td><td>b</td></tr></table>
			<pre><code>export const load = () =&gt; {
	return 1;
};</code></pre><footer>Imprint</footer></body></html>`;
		assert.equal(
			pageText(html),
			[
				'Load – Docs',
				'',
				'## Load data',
				'',
				'Use load <here> © A.',
				'',
				'- one',
				'',
				'- two',
				'',
				'| a | b',
				'',
				'```',
				'export const load = () => {',
				'	return 1;',
				'};',
				'```',
			].join('\n'),
		);
	});

	it('is not lost behind what is never closed', () => {
		assert.equal(pageText('<p>a<nav>b<p>c'), 'ab\nc');
		assert.equal(pageText('a < b <!-- c'), 'a < b');
		assert.equal(pageText('a<script'), 'a');
	});

	it('reads character references as browsers do', () => {
		assert.equal(
			pageText('&unknown; &amp &Auml;&rarr;&frac12;&NotEqualTilde;&#x1F600; a &lt;b&gt; x&nbsp; y'),
			'&unknown; & Ä→½≂̸😀 a <b> x y',
		);
		assert.equal(pageText('&#0;&#99999999;'), '\uFFFD\uFFFD');
	});

	it('takes nothing of a tag for text', () => {
		assert.equal(
			pageText(`<p title="a > b" data-x='</p>' y=<z>c</p><![CDATA[d]]><?e f>g<!doctype h>i`),
			'c\ngi',
		);
	});

	it('leaves out what is hidden, nested or written in capitals, and no more', () => {
		assert.equal(pageText('a<NAV>b<nav>c</nav>d</NAV>e'), 'ae');
		assert.equal(pageText('a<footer>b<nav>c</footer>d'), 'ad');
		assert.equal(pageText('a</nav>b<svg/>c<svg><text>d</text></svg>e'), 'abce');
		assert.equal(pageText('<form>a<select><option>b</option></select></form>'), 'a');
		assert.equal(pageText('<nav/>a</nav>b'), 'b');
	});

	it('is short where a hostile page is long', () => {
		for (const part of hostilePageParts) {
			const text = pageText(part.repeat(320_000));
			assert.ok(text.length <= part.length * 320_000, part);
		}
	});
});
