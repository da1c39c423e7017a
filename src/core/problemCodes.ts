import type { Fix, Problem, Severity, TextRange } from './problem.ts';

/** Every problem that reading an agent file can report: its public code and a one-line title. */
export const problemCodes = {
	'file-too-large': 'The file is larger than 1 MiB',
	'file-not-text': 'The file is not UTF-8 text',
	'file-empty': 'The file is empty',
	'no-front-matter': 'The file has no front matter',
	'front-matter-language': 'The opening line names a language',
	'front-matter-not-at-top': 'Something stands before the front matter',
	'front-matter-not-closed': 'The closing line is missing',
	'front-matter-fence': 'The opening or closing line is not exactly three dashes',
	'front-matter-no-keys': 'The front matter holds no keys',
	'byte-order-mark': 'The file starts with a byte order mark',
	'unquoted-colon': 'Unquoted text holds a colon followed by a space',
	'unquoted-indicator': 'Unquoted text starts with a character that YAML reserves',
	'unindented-text': 'A value goes on in lines that are not indented',
	'broken-quotes': 'The quotes around a value do not match',
	'broken-list': 'A list is not valid YAML',
	'tab-indentation': 'Tabs are used for indentation',
	'missing-space': 'No space after the colon of a key',
	'wrong-indentation': 'A key is indented differently from its neighbours',
	'control-character': 'A value holds a character that YAML forbids',
	'comment-in-text': 'Text is cut at a number sign',
	'literal-line-break': 'Text holds backslash-n instead of line breaks',
	'unreadable-value': 'A value is not valid YAML',
	'invalid-yaml': 'The front matter as a whole is not valid YAML',
	'stray-text': 'Text in the front matter belongs to no key',
	'duplicate-key': 'A key is written more than once',
	'key-spelling': 'A key is spelled differently from the one it stands for',
	'missing-name': 'The agent has no name',
	'missing-description': 'The agent has no description',
	'value-not-text': 'A value that should be text is something else',
	'tools-not-list': 'Tools are written neither as a list nor as text',
	'empty-tools': 'The tools key has no value',
	'unreadable-tools': 'The tools cannot be read',
} as const;

export type ProblemCode = keyof typeof problemCodes;

/** Builds a problem whose code is known to the table above. */
export function problemOf(
	code: ProblemCode,
	severity: Severity,
	range: TextRange,
	message: string,
	fix?: Fix,
): Problem {
	return fix ? { code, severity, range, message, fix } : { code, severity, range, message };
}
