import assert from 'node:assert/strict';
import { guessLanguage } from '../../../../src/core/editor/validation/codeGuess.ts';

describe('the language of code that names none', () => {
	const cases = [
		['sh', 'npm install\nnpm run build -- \\\n  --watch'],
		['sh', '$ git status'],
		['sh', '#!/usr/bin/env bash\nset -e'],
		['json', '{\n  "a": [1, 2]\n}'],
		['ts', "import type { A } from './a';\nexport const b: string = 'c';"],
		['js', "const fs = require('fs');\nfs.readFileSync('a');"],
		['python', 'def load(path):\n    return path'],
		['go', 'package main\n\nfunc main() {\n}'],
		['rust', 'pub fn main() {\n    run();\n}'],
		['sql', 'SELECT id\nFROM users;'],
		['html', '<!doctype html>\n<p>Hi'],
		['svelte', '<script>\n  let n = $state(0);\n</script>\n<p>{n}</p>'],
		['php', '<?php\necho 1;'],
	] as const;
	for (const [language, code] of cases) {
		it(`is ${language}: ${code.split('\n')[0]}`, () => assert.equal(guessLanguage(code), language));
	}

	const others = [
		['prose', '## Report\n- [List of files]\n- Done;'],
		['a template', 'Task: [name]\nStatus: {status}'],
		['a tree', 'src/\n├── lib/\n└── app.ts'],
		['a table', '| A | B |\n|---|---|\n| 1 | 2 |'],
		['a list of words', '[one, two]'],
		['a diagram', 'A --> B\nB --> C'],
		['a sentence about a command', 'npm is a package manager\nthat installs packages'],
		['steps', '1. Import the module\n2. Export the function;'],
		['nothing', ''],
	] as const;
	for (const [what, code] of others) {
		it(`is unknown for ${what}`, () => assert.equal(guessLanguage(code), undefined));
	}
});
