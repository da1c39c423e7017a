import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ParsedModule } from '../../../src/core/code/parsedModule.ts';
import { plainFilePaths } from '../../../src/core/insertion/plainFilePaths.ts';
import { applyEdits } from '../../../src/core/text/textEdits.ts';

describe('paths of source files in a text', () => {
	it('mean JavaScript where the project is written in it', () => {
		const code = [
			"import { a } from './src/a.ts';",
			"export default { schema: './src/lib/server/db/*schema.ts', out: './drizzle' };",
			"const types = 'src/app.d.ts', other = \"src/lib/a.ts\", page = 'https://a.b/src/c.ts';",
		];
		const edits = plainFilePaths(new ParsedModule(code.join('\n')));
		assert.deepEqual(applyEdits(code.join('\n'), edits).split('\n'), [
			code[0],
			"export default { schema: './src/lib/server/db/*schema.js', out: './drizzle' };",
			"const types = 'src/app.d.ts', other = \"src/lib/a.js\", page = 'https://a.b/src/c.ts';",
		]);
	});
});
