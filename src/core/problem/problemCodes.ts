import type { Fix, Problem, Severity } from './problem.ts';
import type { TextRange } from '../text/range.ts';

/**
 * Every problem of an agent file: its public code, a title, and a paragraph for the reader of a
 * diagnostic who wants to know more. The README's table is made of it.
 */
export const problemCodes = {
	'file-too-large': {
		title: 'The file is larger than 1 MiB',
		about:
			'Agent files are prompts: what is this large does not fit any model. Such a file is not read at all. Move tables and listings into files that the agent reads when it needs them.',
	},
	'file-not-text': {
		title: 'The file is not UTF-8 text',
		about:
			'A NUL character or bytes that are not UTF-8 make the file binary: no program loads it as an agent. The fix removes NUL characters; save files of another encoding as UTF-8.',
	},
	'file-empty': {
		title: 'The file is empty',
		about:
			'A file in a folder for agents should hold one: front matter with `name` and `description`, and below it the prompt.',
	},
	'no-front-matter': {
		title: 'The file has no front matter',
		about:
			'Without a header between two lines of `---` the file has neither name nor description, and programs pass over it without a word. The fix adds a header with the name of the file.',
	},
	'front-matter-language': {
		title: 'The opening line names a language',
		about:
			'A line such as `---js` asks for the header to be run as code. No agent file is ever run here; write YAML below a bare `---`.',
	},
	'front-matter-not-at-top': {
		title: 'Something stands before the front matter',
		about:
			'Front matter counts only where the file begins with it. Blank lines, comments, headings or a code fence above it make most programs take the whole file for a prompt without a name.',
	},
	'front-matter-not-closed': {
		title: 'The closing line is missing',
		about:
			'The header ends at a line of exactly `---`. Without one, programs read no header at all, and a list of allowed tools is lost with it.',
	},
	'front-matter-fence': {
		title: 'The opening or closing line is not exactly three dashes',
		about:
			'Readers differ in what they accept in place of `---`, so that the same file has a header in one program and none in another.',
	},
	'front-matter-no-keys': {
		title: 'The front matter holds no keys',
		about: 'Between the lines of dashes stands no `key: value` that could be read.',
	},
	'byte-order-mark': {
		title: 'The file starts with a byte order mark',
		about:
			'The invisible character U+FEFF before the first dash hides the header from programs that compare the first line exactly.',
	},
	'unquoted-colon': {
		title: 'Unquoted text holds a colon followed by a space',
		about:
			'In YAML `: ` ends plain text, so that the whole header is invalid: programs lose the description, and some lose `tools:` with it, which lifts the restriction. The fix puts the same text in quotes or in a block.',
	},
	'unquoted-indicator': {
		title: 'Unquoted text starts with a character that YAML reserves',
		about:
			'Characters such as `@`, `` ` ``, `*`, `&`, `!`, `%`, `[` and `{` have a meaning at the start of a value. The fix puts the same text in quotes.',
	},
	'unindented-text': {
		title: 'A value goes on in lines that are not indented',
		about:
			'Lines of a value must be indented; YAML takes others for keys. The fix writes the same text as a block below `|-`.',
	},
	'broken-quotes': {
		title: 'The quotes around a value do not match',
		about:
			'A quote inside the text that is not escaped ends it early. The fix quotes the whole value and escapes the quotes inside.',
	},
	'broken-list': {
		title: 'A list is not valid YAML',
		about:
			'A bracket or quote of the list is missing. Lists of tools are restrictions: one that cannot be read allows nothing here, and everything in some programs.',
	},
	'tab-indentation': {
		title: 'Tabs are used for indentation',
		about: 'YAML allows only spaces for indentation. The fix rewrites the entry with spaces.',
	},
	'missing-space': {
		title: 'No space after the colon of a key',
		about: 'YAML reads `name:value` as one word, not as a key with a value.',
	},
	'wrong-indentation': {
		title: 'A key is indented differently from its neighbours',
		about:
			'All keys of the header stand at the start of their lines, and are no items of a list. An indented key belongs to the value above it, or breaks the header.',
	},
	'control-character': {
		title: 'A value holds a character that YAML forbids',
		about:
			'Invisible control characters come with copied text. The fix writes them as escapes, which YAML allows. Readers of YAML also differ in what a lone carriage return and blanks at the end of a line of quoted text mean; the fix leaves neither.',
	},
	'comment-in-text': {
		title: 'Text is cut at a number sign',
		about:
			'In unquoted text a space and `#` start a comment, so that the rest of the line is lost without an error. The fix puts the whole text in quotes.',
	},
	'literal-line-break': {
		title: 'Text holds backslash-n instead of line breaks',
		about:
			'Outside of double quotes `\\n` is a backslash and a letter. Examples that a program has written in one line reach the model like that. The fix writes a block below `|-` with real line breaks.',
	},
	'unreadable-value': {
		title: 'A value is not valid YAML',
		about: 'The value as written ends in an error. The fix puts what is meant in quotes.',
	},
	'invalid-yaml': {
		title: 'The front matter as a whole is not valid YAML',
		about:
			'Each key can be read by itself, but not all together: an anchor without a target, say. Write the values plainly.',
	},
	'stray-text': {
		title: 'Text in the front matter belongs to no key',
		about: 'A line before the first key makes the header invalid.',
	},
	'lost-restriction': {
		title: 'A line is meant as a restriction, and is no key',
		about:
			'Emphasis, a quotation mark, a dash or an equals sign turns `tools:` into something that no program reads, so that every tool would be allowed. Here the agent then has no tools at all. The fix writes the key and its value plainly; look whether it says what you mean.',
	},
	'duplicate-key': {
		title: 'A key is written more than once',
		about:
			'Strict readers refuse the whole header, others keep the first or the last value. Here the last counts; of several `tools:` only what all of them allow. The fix leaves one key with that value.',
	},
	'key-spelling': {
		title: 'A key is spelled differently from the one it stands for',
		about:
			'Programs compare keys exactly: `Tools:` or `allowed-tools:` restricts nothing in a program that looks for `tools:`.',
	},
	'unknown-key': {
		title: 'A key that no program reads',
		about:
			'Claude Code, VS Code and GitHub Copilot ignore keys that they do not know. If it is a slip of the pen, what it should say is lost.',
	},
	'missing-name': {
		title: 'The agent has no name',
		about:
			'Claude Code needs a `name`; other programs, and this one, then go by the name of the file. The fix adds that.',
	},
	'missing-description': {
		title: 'The agent has no description',
		about:
			'The description is how people, models and other agents decide to use the agent. Claude Code and GitHub Copilot require it.',
	},
	'name-not-handle': {
		title: 'The name cannot be typed after @',
		about:
			'A handle is made of letters, digits, hyphens and underscores. Another name is changed into one; Claude Code allows only lower-case letters, digits and hyphens in the first place.',
	},
	'handle-taken': {
		title: 'Another file has the same name',
		about:
			'Two agents cannot answer to one handle. The file whose own name equals it keeps it; the other one answers to the name of its file. In programs without such a rule only one of the two is loaded.',
	},
	'name-differs-from-file': {
		title: 'Name and file name differ',
		about:
			'Claude Code goes by `name`, GitHub Copilot by the name of the file, so that the agent has two names. It also makes the file harder to find.',
	},
	'value-not-text': {
		title: 'A value that should be text is something else',
		about:
			'Unquoted, `yes`, `1.0` or `2025-01-01` are a boolean, a number and a date to YAML. The fix puts the value in quotes.',
	},
	'value-type': {
		title: 'A value has the wrong type',
		about:
			'The key expects `true` or `false`, a number or a mapping. Programs ignore a value of another type.',
	},
	'unknown-value': {
		title: 'A value that no program knows',
		about: 'The key allows certain words only. Any other is ignored.',
	},
	'unknown-color': {
		title: 'A color that no program knows',
		about:
			'Claude Code documents red, blue, green, yellow, purple, orange, pink and cyan (and magenta for plugins). With any other, the agent has no color.',
	},
	'tools-not-list': {
		title: 'Tools are written neither as a list nor as text',
		about:
			'A mapping such as `write: false` is the form of OpenCode. Other programs read no restriction in it.',
	},
	'empty-tools': {
		title: 'The tools key has no value',
		about:
			'Here the agent then has no tools at all, since nothing is listed; other programs allow all. Say which: list the tools, write `[]`, or remove the key.',
	},
	'unreadable-tools': {
		title: 'The tools cannot be read',
		about:
			'A restriction that cannot be read is not ignored here: the agent gets no tools. Write a list of names.',
	},
	'negated-tool': {
		title: 'A list of tools names an exception',
		about:
			'`tools:` names what is allowed. In “all except Bash”, `no Bash` or `-Bash`, some programs see the tool alone and allow it. Here such an entry allows nothing, and a list that says “all” beside it allows nothing either. The fix writes the tools under `disallowedTools:`; look whether it says what you mean.',
	},
	'restriction-without-effect': {
		title: 'A restriction that no program reads',
		about:
			'Lists of tools below keys such as `capabilities`, `permissions` or `metadata` are notes to readers. Claude Code, VS Code and this extension restrict an agent by `tools:` and `disallowedTools:` at the start of a line, and by nothing else.',
	},
	'unknown-tool': {
		title: 'A tool that no program knows',
		about:
			'Neither Claude Code nor VS Code nor GitHub Copilot has a tool of this name, and no extension offers one here, so that the entry allows nothing.',
	},
	'unavailable-tool': {
		title: 'A tool that VS Code cannot offer',
		about:
			'The name is known, but VS Code has nothing of the kind, or cannot hold its tool to what stands in brackets. The agent works without it.',
	},
	'duplicate-tool': {
		title: 'A tool is listed twice',
		about: 'The second entry changes nothing. The fix removes it.',
	},
	'tool-allowed-and-disallowed': {
		title: 'A tool is both allowed and disallowed',
		about:
			'What `disallowedTools` names is taken away, whatever `tools` says. The fix removes the tool from `tools`, which changes nothing but the reader’s certainty.',
	},
	'unavailable-model': {
		title: 'A model that nothing here offers',
		about:
			'No language model in this VS Code fits the name. The model chosen in the chat answers instead.',
	},
	mojibake: {
		title: 'Text was decoded with the wrong encoding',
		about:
			'UTF-8 read as Windows-1252 turns a dash into `â€”` and é into `Ã©`. Models read it as noise. The fix restores the characters.',
	},
	'description-too-long': {
		title: 'The description is longer than hosts read',
		about:
			'Claude Code’s guide for agents allows 5,000 characters. Every description is part of every conversation that could call the agent: what is longer belongs into the prompt.',
	},
	'prompt-too-long': {
		title: 'The prompt is longer than 30,000 characters',
		about:
			'GitHub Copilot takes at most 30,000 characters of prompt. Elsewhere a long prompt leaves less room for the conversation and for files.',
	},
	'empty-prompt': {
		title: 'The agent has no prompt',
		about:
			'Nothing stands below the front matter, so that the model is told nothing about the agent.',
	},
	'fence-unclosed': {
		title: 'A code block is never closed',
		about:
			'Without its closing marker the block swallows the text below it. The fix closes it where the prose starts again; where that leaves a doubt, “Fix all” leaves it to you.',
	},
	'fence-language': {
		title: 'A code block without a language',
		about:
			'The block holds code, but does not say of which language, so that it has no colors and is no pattern to insert. The fix adds the language that the code is in.',
	},
	'fence-attribute-quote': {
		title: 'The quote around an attribute of a code block is never closed',
		about: 'The attribute is read to the end of the line. Close the quote.',
	},
	'fence-attribute-repeated': {
		title: 'A code block has an attribute twice',
		about: 'The first of the two counts. Remove the other.',
	},
	'pattern-title': {
		title: 'The title of a pattern is empty',
		about: 'Give it a title, or remove the attribute: then the heading above names the pattern.',
	},
	'pattern-file': {
		title: 'The file of a pattern is not a path inside the project',
		about:
			'Patterns are only ever inserted into the project, so that paths are relative to its folder and do not lead out of it.',
	},
	'pattern-kit': {
		title: 'The kit attribute is neither 2 nor 3',
		about: '`kit` names the major version of SvelteKit that the code is for.',
	},
	'pattern-prefix': {
		title: 'The prefix of a pattern is not one word',
		about: 'The prefix is what one types to get the pattern: letters, digits and hyphens.',
	},
	'pattern-placeholder': {
		title: 'A placeholder of a pattern is not a word of its code',
		about: 'Placeholders are names in the code that are worth changing when it is inserted.',
	},
	'pattern-empty': {
		title: 'A pattern has no code',
		about: 'The block has attributes of a pattern but nothing to insert.',
	},
	'pattern-repeated': {
		title: 'Two code blocks are the same file of one pattern',
		about: 'Blocks of one title are one pattern, whose files have different paths.',
	},
	'pattern-title-repeated': {
		title: 'Two patterns have one title',
		about:
			'Lists and completions show patterns by their titles, so that these two cannot be told apart.',
	},
	'missing-module': {
		title: 'A pattern imports a module that no pattern makes',
		about:
			'The code imports a module of the project that neither this agent’s patterns nor those of other agents make. Inserted into a project without it, it does not compile.',
	},
	'unknown-delegate': {
		title: 'A delegation to an agent that does not exist',
		about:
			'The file hands over to an agent that is neither bundled nor in the workspace or the home folder, so that the hand-off ends nowhere.',
	},
	'unexplained-placeholder': {
		title: 'A placeholder of a hand-off is never explained',
		about:
			'The text of a hand-off has a `{placeholder}` whose words stand nowhere else in the file, so that the model can only guess what belongs there.',
	},
} as const satisfies Readonly<Record<string, { readonly title: string; readonly about: string }>>;

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
