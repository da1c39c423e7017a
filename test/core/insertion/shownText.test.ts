import assert from 'node:assert/strict';
import { shownText } from '../../../src/core/insertion/shownText.ts';

describe('the text of a planned file', () => {
	it('shows of a file with secrets what is added alone, and no secret', () => {
		const before = 'STRIPE_KEY=sk_live_own\n';
		const text = `${before}\n# Signs the tokens\nTOKEN_SECRET=abcdef\nOTHER=abcdefgh\nURL=http://a\n`;
		for (const path of ['.env', '.env.local', 'apps/web/.ENV']) {
			assert.deepEqual(shownText({ path, text, before }, ['abcdef', 'abcdefgh']), {
				text: '# Signs the tokens\nTOKEN_SECRET=••••••••\nOTHER=••••••••\nURL=http://a\n',
				isWhole: false,
			});
		}
		assert.deepEqual(shownText({ path: '.env', text: 'A=xyz\r\n', before: undefined }, ['xyz']), {
			text: 'A=••••••••\r\n',
			isWhole: false,
		});
	});

	it('shows all of any other file', () => {
		for (const path of ['.env.example', '.gitignore', 'src/lib/server/env.ts']) {
			assert.deepEqual(shownText({ path, text: 'a\nb\n', before: 'a\n' }, []), {
				text: 'a\nb\n',
				isWhole: true,
			});
		}
	});
});
