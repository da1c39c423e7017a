export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** One text for every case of a code, or one for each, and for those that are not named under `else`. */
type PerCase<Text extends string> = Text | Readonly<Record<string, Text>>;

/** All that is said about a problem of one code. */
export interface ProblemRow {
	/** What is wrong, without a full stop. */
	readonly title: string;
	/** Why it matters, and what the fix does: for the reader of a diagnostic who wants to know more. */
	readonly about: string;
	readonly severity: PerCase<Severity>;
	/** One sentence of at most 80 characters that says what to do. `{name}` is a hole, which takes data: see `fill`. */
	readonly message: PerCase<string>;
	/** The title of the fix, where there is one, likewise. */
	readonly fix?: PerCase<string>;
	/** What is said at another place that the problem has to do with, likewise. */
	readonly related?: string;
	readonly example: ProblemExample;
}

/** What is loaded with the extension; docs/problems.md says the rest. */
export type ProblemTexts = Omit<ProblemRow, 'title' | 'about' | 'example'>;

/** As few lines of an agent file as show the problem, and the same without it. */
export interface ProblemExample {
	/** Lines of the header or of the prompt are those of a file without other faults. */
	readonly of: 'file' | 'header' | 'prompt';
	readonly before: string;
	/** What a fix makes of it, unless that is a guess; missing where the file is right as it is. */
	readonly after?: string;
	/** So many characters more stand at the `…` of `before`. */
	readonly goesOn?: number;
}

/**
 * Every problem of an agent file, by its public code: the one place that words it. Who finds it gives
 * the holes of its texts a value, and docs/problems.md says the rest.
 */
export const problemCodes = {
	'file-too-large': {
		title: 'The file is larger than 1 MiB',
		about:
			'Agent files are prompts: what is this large does not fit any model. Such a file is not read at all. Move tables and listings into files that the agent reads when it needs them.',
		severity: 'error',
		message: 'An agent file may hold at most 1 MiB; make it smaller.',
		example: {
			of: 'file',
			before: '---\nname: reviewer\ndescription: Reviews code.\n---\n\nKnow every rule: …',
			after: '---\nname: reviewer\ndescription: Reviews code.\n---\n\nRead docs/rules.md first.',
			goesOn: 1_050_000,
		},
	},
	'file-not-text': {
		title: 'The file is not UTF-8 text',
		about:
			'A NUL character or bytes that are not UTF-8 make the file binary: no program loads it as an agent. The fix removes NUL characters; save files of another encoding as UTF-8.',
		severity: 'error',
		message: {
			encoding: 'Bytes that are not UTF-8 make the file no agent; save it as UTF-8.',
			nul: 'A NUL character makes the file binary, so that nobody loads it; remove it.',
		},
		fix: { nul: 'Remove NUL characters' },
		example: { of: 'prompt', before: 'You \0review code.', after: 'You review code.' },
	},
	'file-empty': {
		title: 'The file is empty',
		about:
			'A file in a folder for agents should hold one: front matter with `name` and `description`, and below it the prompt.',
		severity: 'error',
		message: 'The file is empty; write an agent into it.',
		example: {
			of: 'file',
			before: '',
			after: '---\nname: reviewer\ndescription: Reviews code.\n---\n\nYou review code.',
		},
	},
	'no-front-matter': {
		title: 'The file has no front matter',
		about:
			'Without a header between two lines of `---` the file has neither name nor description, and programs pass over it without a word. The fix adds a header with the name of the file.',
		severity: 'error',
		message: 'The file has no front matter; start it with ---, name, description and ---.',
		fix: 'Add front matter',
		example: {
			of: 'file',
			before: '# Reviewer\n\nYou review code.',
			after:
				'---\nname: reviewer\ndescription: Reviews code.\n---\n\n# Reviewer\n\nYou review code.',
		},
	},
	'front-matter-language': {
		title: 'The opening line names a language',
		about:
			'A line such as `---js` asks for the header to be run as code. No agent file is ever run here; write YAML below a bare `---`.',
		severity: 'error',
		message: 'Only YAML is read here; open the front matter with a bare line of ---.',
		fix: 'Remove the language',
		example: {
			of: 'file',
			before: '---yaml\nname: reviewer\ndescription: Reviews code.\n---\n\nYou review code.',
			after: '---\nname: reviewer\ndescription: Reviews code.\n---\n\nYou review code.',
		},
	},
	'front-matter-not-at-top': {
		title: 'Something stands before the front matter',
		about:
			'Front matter counts only where the file begins with it. Blank lines, comments, headings or a code fence above it make most programs take the whole file for a prompt without a name.',
		severity: 'error',
		message: 'The front matter counts only on the first line; remove what stands before it.',
		fix: 'Remove the lines before the front matter',
		example: {
			of: 'file',
			before: '\n---\nname: reviewer\ndescription: Reviews code.\n---\n\nYou review code.',
			after: '---\nname: reviewer\ndescription: Reviews code.\n---\n\nYou review code.',
		},
	},
	'front-matter-not-closed': {
		title: 'The closing line is missing',
		about:
			'The header ends at a line of exactly `---`. Without one, programs read no header at all, and a list of allowed tools is lost with it.',
		severity: 'error',
		message: 'No line of three dashes closes the front matter; add one after the last key.',
		fix: 'Add the closing line',
		example: {
			of: 'file',
			before: '---\nname: reviewer\ndescription: Reviews code.\n\n# Reviewer',
			after: '---\nname: reviewer\ndescription: Reviews code.\n---\n\n# Reviewer',
		},
	},
	'front-matter-fence': {
		title: 'The opening or closing line is not exactly three dashes',
		about:
			'Readers differ in what they accept in place of `---`, so that the same file has a header in one program and none in another.',
		severity: 'warning',
		message: 'Front matter opens and closes with exactly three dashes; write --- here.',
		fix: 'Write three dashes',
		example: {
			of: 'file',
			before: '---\nname: reviewer\ndescription: Reviews code.\n------\n\nYou review code.',
			after: '---\nname: reviewer\ndescription: Reviews code.\n---\n\nYou review code.',
		},
	},
	'front-matter-no-keys': {
		title: 'The front matter holds no keys',
		about: 'Between the lines of dashes stands no `key: value` that could be read.',
		severity: 'error',
		message: 'No key with a value stands here; write name: and description:.',
		example: {
			of: 'file',
			before: '---\nReviews code.\n---\n\nYou review code.',
			after: '---\nname: reviewer\ndescription: Reviews code.\n---\n\nYou review code.',
		},
	},
	'byte-order-mark': {
		title: 'The file starts with a byte order mark',
		about:
			'The invisible character U+FEFF before the first dash hides the header from programs that compare the first line exactly.',
		severity: 'information',
		message: 'A byte order mark hides the front matter from some programs; remove it.',
		fix: 'Remove the byte order mark',
		example: {
			of: 'file',
			before: '\uFEFF---\nname: reviewer\ndescription: Reviews code.\n---\n\nYou review code.',
			after: '---\nname: reviewer\ndescription: Reviews code.\n---\n\nYou review code.',
		},
	},
	'unquoted-colon': {
		title: 'Unquoted text holds a colon followed by a space',
		about:
			'In YAML `: ` ends plain text, so that the whole header is invalid: programs lose the description, and some lose `tools:` with it, which lifts the restriction. The fix puts the same text in quotes or in a block.',
		severity: 'error',
		message: '“{key}” holds “: ”, which ends plain text in YAML; quote it.',
		fix: { value: 'Rewrite as valid YAML', line: 'Quote the text' },
		example: {
			of: 'header',
			before: 'description: Use it: for reviews',
			after: "description: 'Use it: for reviews'",
		},
	},
	'unquoted-indicator': {
		title: 'Unquoted text starts with a character that YAML reserves',
		about:
			'Characters such as `@`, `` ` ``, `*`, `&`, `!`, `%`, `[` and `{` have a meaning at the start of a value. The fix puts the same text in quotes.',
		severity: { meaning: 'warning', else: 'error' },
		message: {
			key: 'YAML gives what stands before “{key}” a meaning of its own; remove it.',
			line: 'YAML gives a character at “{key}” a meaning of its own; put it in quotes.',
			else: 'YAML gives the first character of “{key}” a meaning; quote the value.',
		},
		fix: {
			value: 'Rewrite as valid YAML',
			line: 'Quote the text',
			meaning: 'Quote the value',
			key: 'Remove what stands before the key',
		},
		example: {
			of: 'header',
			before: 'description: @reviewer reviews',
			after: "description: '@reviewer reviews'",
		},
	},
	'unindented-text': {
		title: 'A value goes on in lines that are not indented',
		about:
			'Lines of a value must be indented; YAML takes others for keys. The fix writes the same text as a block below `|-`.',
		severity: 'error',
		message: {
			value: '“{key}” goes on below; write “{key}: |” and indent the text.',
			else: '“{key}” goes on in a line that is not indented; indent it.',
		},
		fix: { value: 'Rewrite as valid YAML', line: 'Indent the line', lines: 'Indent the lines' },
		example: {
			of: 'header',
			before: 'description: Reviews code.\n<b>Always</b>',
			after: 'description: |-\n  Reviews code.\n  <b>Always</b>',
		},
	},
	'broken-quotes': {
		title: 'The quotes around a value do not match',
		about:
			'A quote inside the text that is not escaped ends it early. The fix quotes the whole value and escapes the quotes inside.',
		severity: 'error',
		message: 'The quotes around “{key}” do not match; quote the whole value.',
		fix: 'Rewrite as valid YAML',
		example: {
			of: 'header',
			before: 'description: "Reviews "all" code"',
			after: 'description: \'Reviews "all" code\'',
		},
	},
	'broken-list': {
		title: 'A list is not valid YAML',
		about:
			'A bracket or quote of the list is missing. Lists of tools are restrictions: one that cannot be read allows nothing here, and everything in some programs.',
		severity: 'error',
		message: 'The list “{key}” is not valid YAML; write it as [first, second].',
		fix: 'Write a valid list',
		example: { of: 'header', before: 'tools: [Read, "Edit]', after: 'tools: [Read, Edit]' },
	},
	'tab-indentation': {
		title: 'Tabs are used for indentation',
		about: 'YAML allows only spaces for indentation. The fix rewrites the entry with spaces.',
		severity: { list: 'information', else: 'error' },
		message: {
			list: 'Some readers refuse a tab in the list “{key}”; write a blank.',
			else: '“{key}” is indented with tabs, which YAML forbids; use spaces.',
		},
		fix: { value: 'Rewrite as valid YAML', key: 'Remove the indentation', list: 'Write blanks' },
		example: { of: 'header', before: 'tools:\n\t- Read\n\t- Edit', after: 'tools: [Read, Edit]' },
	},
	'missing-space': {
		title: 'No space after the colon of a key',
		about: 'YAML reads `name:value` as one word, not as a key with a value.',
		severity: 'error',
		message: 'YAML wants a space after “{key}:”; add it.',
		fix: 'Add the space',
		example: { of: 'header', before: 'model:opus', after: "model: 'opus'" },
	},
	'wrong-indentation': {
		title: 'A key is indented differently from its neighbours',
		about:
			'All keys of the header stand at the start of their lines, and are no items of a list. An indented key belongs to the value above it, or breaks the header.',
		severity: { closer: 'information', closers: 'information', else: 'error' },
		message: {
			key: '“{key}” is indented, so it is no key; move it to the start of the line.',
			item: '“{key}” is an item of a list, so that YAML sees no key; remove the dash.',
			closer: 'Some YAML readers refuse a bracket that is not indented; indent it.',
			closers: 'Some YAML readers refuse a bracket that is not indented; indent it.',
			else: '“{key}” goes on in a line that is not indented; indent it.',
		},
		fix: {
			key: 'Remove the indentation',
			item: 'Remove the dash',
			line: 'Indent the line',
			lines: 'Indent the lines',
			closer: 'Indent the line',
			closers: 'Indent the lines',
		},
		example: { of: 'header', before: '  model: opus', after: 'model: opus' },
	},
	'control-character': {
		title: 'A value holds a character that YAML forbids',
		about:
			'Invisible control characters come with copied text. The fix writes them as escapes, which YAML allows. Readers of YAML also differ in what a lone carriage return and blanks at the end of a line of quoted text mean; the fix leaves neither.',
		severity: { character: 'error', lineBreak: 'information', blanks: 'information' },
		message: {
			character: '“{key}” holds a character that YAML forbids; remove or escape it.',
			lineBreak: 'Some YAML readers see no line break here; write a whole one.',
			blanks: 'Some YAML readers take these blanks for text; remove them.',
		},
		fix: {
			character: 'Rewrite as valid YAML',
			lineBreak: 'Write line breaks',
			blanks: 'Remove the blanks',
		},
		example: {
			of: 'header',
			before: 'description: Reviews\u0001 code',
			after: 'description: "Reviews\\u0001 code"',
		},
	},
	'comment-in-text': {
		title: 'Text is cut at a number sign',
		about:
			'In unquoted text a space and `#` start a comment, so that the rest of the line is lost without an error. The fix puts the whole text in quotes.',
		severity: 'warning',
		message: 'YAML cuts “{key}” at the number sign; put the value in quotes.',
		fix: 'Quote the value',
		example: {
			of: 'header',
			before: 'description: Reviews #1 code',
			after: "description: 'Reviews #1 code'",
		},
	},
	'literal-line-break': {
		title: 'Text holds backslash-n instead of line breaks',
		about:
			'Outside of double quotes `\\n` is a backslash and a letter. Examples that a program has written in one line reach the model like that. The fix writes a block below `|-` with real line breaks.',
		severity: 'information',
		message: 'Here \\n is two characters and no line break; write “description: |”.',
		fix: 'Write real line breaks',
		example: {
			of: 'header',
			before: 'description: Reviews code.\\n\\nWrites no code.\\nAsks first.',
			after: 'description: |-\n  Reviews code.\n\n  Writes no code.\n  Asks first.',
		},
	},
	'unreadable-value': {
		title: 'A value is not valid YAML',
		about: 'The value as written ends in an error. The fix puts what is meant in quotes.',
		severity: 'error',
		message: 'The value of “{key}” is not valid YAML; put it in quotes.',
		fix: 'Rewrite as valid YAML',
		example: {
			of: 'header',
			before: 'description: Reviews #1\n  code',
			after: "description: 'Reviews #1 code'",
		},
	},
	'invalid-yaml': {
		title: 'The front matter as a whole is not valid YAML',
		about:
			'Each key can be read by itself, but not all together: an anchor without a target, say. Write the values plainly.',
		severity: 'error',
		message: 'Each key is valid YAML, all together are not; write the values plainly.',
		example: { of: 'header', before: '...\nmodel: opus', after: 'model: opus' },
	},
	'stray-text': {
		title: 'Text in the front matter belongs to no key',
		about: 'A line before the first key makes the header invalid.',
		severity: 'error',
		message: 'YAML cannot read text that belongs to no key; make it a comment.',
		fix: 'Make it a comment',
		example: {
			of: 'header',
			before: 'What follows is the header\nname: reviewer\ndescription: Reviews code.',
			after: '# What follows is the header\nname: reviewer\ndescription: Reviews code.',
		},
	},
	'lost-restriction': {
		title: 'A line is meant as a restriction, and is no key',
		about:
			'Emphasis, a quotation mark, a dash or an equals sign turns `tools:` into something that no program reads, so that every tool would be allowed. Here the agent then has no tools at all. The fix writes the key and its value plainly; look whether it says what you mean.',
		severity: 'error',
		message: 'No tool is allowed until this line is a key; begin it with “{key}:”.',
		fix: 'Write “{line}”',
		example: { of: 'header', before: '**tools**: Read, Edit', after: 'tools: Read, Edit' },
	},
	'duplicate-key': {
		title: 'A key is written more than once',
		about:
			'Strict readers refuse the whole header, others keep the first or the last value. Here the last counts; of several `tools:` only what all of them allow. The fix leaves one key with that value.',
		severity: 'error',
		message: {
			allowed: '“{key}” is repeated: only tools in all lists count; keep one list.',
			disallowed: '“{key}” is repeated: all lists count together; keep one list.',
			last: '“{key}” is repeated: the last value counts; keep one of them.',
		},
		fix: 'Leave one “{canonical}”',
		example: {
			of: 'header',
			before: 'tools: Read, Edit\ntools: [Edit, Bash]',
			after: 'tools: [Edit]',
		},
	},
	'key-spelling': {
		title: 'A key is spelled differently from the one it stands for',
		about:
			'Programs compare keys exactly: `Tools:` or `allowed-tools:` restricts nothing in a program that looks for `tools:`.',
		severity: 'warning',
		message: 'Not all programs read “{key}” as it is meant; write “{canonical}”.',
		fix: 'Write “{canonical}”',
		example: { of: 'header', before: 'allowed-tools: Read', after: 'tools: Read' },
	},
	'unknown-key': {
		title: 'A key that agents do not have',
		about:
			'Claude Code, VS Code and GitHub Copilot ignore keys that they do not know, whatever other programs do with them. If it is a slip of the pen, what it should say is lost.',
		severity: { slip: 'warning', note: 'hint' },
		message: {
			slip: 'Agents have no key “{key}”; did you mean “{meant}”?',
			note: 'Claude Code, VS Code and Copilot ignore “{keys|”, “}”; leave it as a note.',
		},
		fix: { slip: 'Write “{meant}”' },
		example: { of: 'header', before: 'modle: opus', after: 'model: opus' },
	},
	'missing-name': {
		title: 'The agent has no name',
		about:
			'Claude Code needs a `name`; other programs, and this one, then go by the name of the file. The fix adds that.',
		severity: 'error',
		message: 'The agent has no name and goes by its file name “{stem}”; add name:.',
		fix: 'Write “name: {stem}”',
		example: {
			of: 'file',
			before: '---\ndescription: Reviews code.\n---\n\nYou review code.',
			after: '---\nname: reviewer\ndescription: Reviews code.\n---\n\nYou review code.',
		},
	},
	'missing-description': {
		title: 'The agent has no description',
		about:
			'The description is how people, models and other agents decide to use the agent. Claude Code and GitHub Copilot require it.',
		severity: 'error',
		message: 'No description says when to use the agent; add description:.',
		example: {
			of: 'file',
			before: '---\nname: reviewer\n---\n\nYou review code.',
			after: '---\nname: reviewer\ndescription: Reviews code.\n---\n\nYou review code.',
		},
	},
	'name-not-handle': {
		title: 'The name cannot be typed after @',
		about:
			'A handle is made of letters, digits, hyphens and underscores. Another name is changed into one; Claude Code allows only lower-case letters, digits and hyphens in the first place.',
		severity: 'information',
		message: {
			changed: '“{name}” cannot be typed after @; write {handle}, say.',
			none: '“{name}” cannot be typed after @; use letters, digits and hyphens.',
		},
		fix: { changed: 'Write “name: {handle}”' },
		example: { of: 'header', before: 'name: Reviewer!', after: 'name: reviewer' },
	},
	'handle-taken': {
		title: 'Other files have the same name',
		about:
			'VS Code lists such agents as equal entries, Claude Code loads only one of them, and two agents cannot answer to one handle here: the file that is called as its agent keeps it, the others answer to the names of their files. The fixes name this file, or all of them, by their own file names where those are words, else by a word that only their descriptions have.',
		severity: 'warning',
		message: {
			claude: '{sum} files are called {name}: Claude Code loads one; name them apart.',
			editors: '{sum} files are called {name}, equal in VS Code; name them apart.',
		},
		fix: 'Write “name: {newName}”',
		related: '“{name}” is named here too.',
		example: { of: 'header', before: 'name: tester', after: 'name: reviewer' },
	},
	'name-differs-from-file': {
		title: 'Name and file name differ',
		about:
			'Claude Code goes by `name`, GitHub Copilot by the name of the file, so that the agent has two names. It also makes the file harder to find.',
		severity: 'hint',
		message: 'Some programs go by the file name “{stem}”; give both one name.',
		fix: 'Write “name: {name}”',
		example: { of: 'header', before: 'name: critic', after: 'name: reviewer' },
	},
	'value-not-text': {
		title: 'A value that should be text is something else',
		about:
			'Unquoted, `yes`, `1.0` or `2025-01-01` are a boolean, a number and a date to YAML. The fix puts the value in quotes.',
		severity: 'warning',
		message: 'YAML does not read “{key}” as text; put the value in quotes.',
		fix: 'Quote the value',
		example: {
			of: 'header',
			before: 'description: 2026-01-01',
			after: "description: '2026-01-01'",
		},
	},
	'value-type': {
		title: 'A value has the wrong type',
		about:
			'The key expects `true` or `false`, a number or a mapping. Programs ignore a value of another type.',
		severity: 'warning',
		message: {
			boolean: '“{key}” is true or false, without quotes; write one of them.',
			number: '“{key}” is a number, such as 10; write one.',
			map: '“{key}” holds further keys; write them below it, indented.',
		},
		fix: { boolean: 'Write “{meant}”' },
		example: { of: 'header', before: 'background: "true"', after: 'background: true' },
	},
	'unknown-value': {
		title: 'A value that no program knows',
		about: 'The key allows certain words only. Any other is ignored.',
		severity: 'warning',
		message: {
			slip: '“{value}” is no value of “{key}”; did you mean “{meant}”?',
			other: '“{value}” is no value of “{key}”; write {known|, | or }.',
		},
		fix: { slip: 'Write “{meant}”' },
		example: {
			of: 'header',
			before: 'permissionMode: accept-edit',
			after: 'permissionMode: acceptEdits',
		},
	},
	'unknown-color': {
		title: 'A color that no program knows',
		about:
			'Claude Code documents red, blue, green, yellow, purple, orange, pink and cyan (and magenta for plugins). With any other, the agent has no color.',
		severity: 'information',
		message: {
			slip: '“{value}” is no color of agents; did you mean “{meant}”?',
			near: '“{value}” is no color of agents; write the nearest, {meant}.',
			other: '“{value}” is no color of agents; write {known|, | or }.',
		},
		fix: { slip: 'Write “{meant}”', near: 'Write “{meant}”' },
		example: { of: 'header', before: 'color: gren', after: 'color: green' },
	},
	'tools-not-list': {
		title: 'Tools are written neither as a list nor as text',
		about:
			'A mapping such as `write: false` is the form of OpenCode. Other programs read no restriction in it.',
		severity: 'warning',
		message: 'Most programs read no mapping at “{key}”; write a list of tools.',
		example: { of: 'header', before: 'tools:\n  write: false', after: 'disallowedTools: [Write]' },
	},
	'empty-tools': {
		title: 'The tools key has no value',
		about:
			'Here the agent then has no tools at all, since nothing is listed; other programs allow all. Say which: list the tools, write `[]`, or remove the key.',
		severity: 'warning',
		message: {
			missing: '“{key}” is empty, so no tool is allowed; list some or remove it.',
			word: '“{word}” means no tools here, and little elsewhere; write [].',
		},
		fix: 'Write “[]”',
		example: { of: 'header', before: 'tools:', after: 'tools: []' },
	},
	'unreadable-tools': {
		title: 'The tools cannot be read',
		about:
			'A restriction that cannot be read is not ignored here: the agent gets no tools. Write a list of names.',
		severity: 'error',
		message: {
			list: '“{key}” is unreadable and allows nothing; write [Read, Edit], say.',
			entry: 'This entry of “{key}” is no name and allows nothing; name a tool.',
			stray: '“{stray}” seems part of “{key}”: no tool is allowed; indent it.',
			lost: '“{key}” has lost its value: no tool is allowed; write it anew.',
			denial: '“{name}” is no tool, so none at all is allowed; list what to forbid.',
		},
		example: { of: 'header', before: 'tools: 7', after: 'tools: [Read]' },
	},
	'negated-tool': {
		title: 'A list of tools names an exception',
		about:
			'`tools:` names what is allowed. In “all except Bash”, `no Bash` or `-Bash`, some programs see the tool alone and allow it. Here such an entry allows nothing, and a list that says “all” beside it allows nothing either. The fix writes the tools under `disallowedTools:`; look whether it says what you mean.',
		severity: 'error',
		message: {
			limit: 'Nobody knows what “{limit}” leaves: no tool is allowed; list them.',
			entry: '“{entry}” is no name and allows nothing; name what is allowed.',
		},
		fix: { limit: 'Write “{line}”', entry: 'Remove “{name}”' },
		example: { of: 'header', before: 'tools: all except Bash', after: 'disallowedTools: [Bash]' },
	},
	'restriction-without-effect': {
		title: 'A restriction that no program reads',
		about:
			'Lists of tools below keys such as `capabilities`, `permissions` or `metadata` are notes to readers. Claude Code, VS Code and this extension restrict an agent by `tools:` and `disallowedTools:` at the start of a line, and by nothing else.',
		severity: 'warning',
		message: '“{key}” restricts nothing; write “tools:” at the start of a line.',
		example: {
			of: 'header',
			before: 'capabilities:\n  allowed_tools: [Read]',
			after: 'tools: [Read]',
		},
	},
	'unknown-tool': {
		title: 'A tool that no program knows',
		about:
			'Neither Claude Code nor VS Code nor GitHub Copilot has a tool of this name, and no extension offers one here, so that the entry allows nothing.',
		severity: {
			slip: 'warning',
			several: 'warning',
			other: 'information',
			server: 'warning',
			else: 'error',
		},
		message: {
			slip: 'No tool is called “{name}”; did you mean “{meant}”?',
			several: '“{name}” allows nothing; put commas between the names.',
			other: '“{name}” allows nothing: no such tool is here; install or check it.',
			server: 'A server alone allows nothing; write “{meant}” for all its tools.',
			deniedSlip: 'No tool is “{name}”: none is allowed; did you mean “{meant}”?',
			denied: 'No tool is “{name}”: none is allowed; check or remove the name.',
		},
		fix: {
			slip: 'Write “{meant}”',
			several: 'Write “{meant}”',
			server: 'Write “{meant}”',
			deniedSlip: 'Write “{meant}”',
		},
		example: { of: 'header', before: 'tools: Read, WebFecth', after: 'tools: Read, WebFetch' },
	},
	'unavailable-tool': {
		title: 'A tool that VS Code cannot offer',
		about:
			'The name is known, but VS Code has nothing of the kind, or cannot hold its tool to what stands in brackets. The agent works without it.',
		severity: 'hint',
		message: {
			absent: '“{name}” brings no tool: VS Code has none like it; leave it or remove it.',
			copilot: '“{name}” comes with GitHub Copilot; set that up, or leave it.',
			server: '“{name}” brings no tool: no such server runs; start it, or leave it.',
			argument: 'VS Code can only allow all of “{bare}”; write that, or leave it out.',
			cut: 'VS Code cuts the name of the server in “{name}”; name each tool.',
		},
		example: { of: 'header', before: 'tools: Read, WebSearch' },
	},
	'duplicate-tool': {
		title: 'A tool is listed twice',
		about: 'The second entry changes nothing. The fix removes it.',
		severity: 'information',
		message: '“{name}” stands in the list already; remove it.',
		fix: 'Remove “{name}”',
		example: { of: 'header', before: 'tools: Read, Edit, Read', after: 'tools: Read, Edit' },
	},
	'tool-allowed-and-disallowed': {
		title: 'A tool is both allowed and disallowed',
		about:
			'What `disallowedTools` names is taken away, whatever `tools` says. The fix removes the tool from `tools`, which changes nothing but the reader’s certainty.',
		severity: 'warning',
		message: 'disallowedTools takes “{name}” away; remove it from one list.',
		fix: 'Remove “{name}”',
		example: {
			of: 'header',
			before: 'tools: [Read, Bash]\ndisallowedTools: Bash',
			after: 'tools: [Read]\ndisallowedTools: Bash',
		},
	},
	'unavailable-model': {
		title: 'A model that nothing here offers',
		about:
			'No language model in this VS Code fits the name. The model chosen in the chat answers instead.',
		severity: 'hint',
		message: 'No model here is “{names|” or “}”; choose one in the chat, or name another.',
		example: { of: 'header', before: 'model: sonnet' },
	},
	mojibake: {
		title: 'Text was decoded with the wrong encoding',
		about:
			'UTF-8 read as Windows-1252 turns a dash into `â€”` and é into `Ã©`. Models read it as noise. The fix restores the characters.',
		severity: 'warning',
		message: {
			one: '“{written}” is “{restored}” in the wrong encoding; restore the text.',
			several: '“{written}” and {count} more are in the wrong encoding; restore them.',
		},
		fix: 'Restore the characters',
		example: {
			of: 'prompt',
			before: 'Answer briefly â€” in one line.',
			after: 'Answer briefly — in one line.',
		},
	},
	'description-too-long': {
		title: 'The description is longer than hosts read',
		about:
			'Claude Code’s guide for agents allows 5,000 characters. Every description is part of every conversation that could call the agent: what is longer belongs into the prompt.',
		severity: 'information',
		message: 'The description has {length} characters; shorten it to 5,000.',
		example: {
			of: 'header',
			before: 'description: Reviews code. …',
			after: 'description: Reviews code.',
			goesOn: 5_001,
		},
	},
	'prompt-too-long': {
		title: 'The prompt is longer than 30,000 characters',
		about:
			'GitHub Copilot takes at most 30,000 characters of prompt. Elsewhere a long prompt leaves less room for the conversation and for files.',
		severity: { copilot: 'warning', other: 'information' },
		message: 'The prompt has {length} characters; shorten it to Copilot’s 30,000.',
		example: {
			of: 'prompt',
			before: 'You review code. …',
			after: 'You review code. Read docs/rules.md first.',
			goesOn: 30_001,
		},
	},
	'empty-prompt': {
		title: 'The agent has no prompt',
		about:
			'Nothing stands below the front matter, so that the model is told nothing about the agent.',
		severity: 'warning',
		message: 'No prompt tells the model what the agent is; write one below.',
		example: {
			of: 'file',
			before: '---\nname: reviewer\ndescription: Reviews code.\n---',
			after: '---\nname: reviewer\ndescription: Reviews code.\n---\n\nYou review code.',
		},
	},
	'fence-unclosed': {
		title: 'A code block is never closed',
		about:
			'Without its closing marker the block swallows the text below it. The fix closes it where the prose starts again; where that leaves a doubt, “Fix all” leaves it to you.',
		severity: 'warning',
		message: {
			code: 'This code block never ends; add {marker} below its last line.',
			empty: 'This {marker} opens a code block that never ends; remove it.',
		},
		fix: { code: 'Close the code block with {marker}', empty: 'Remove {marker}' },
		example: {
			of: 'prompt',
			before: '```ts\ncall();\n\n## Then\n\nAnswer.',
			after: '```ts\ncall();\n```\n\n## Then\n\nAnswer.',
		},
	},
	'fence-language': {
		title: 'A code block without a language',
		about:
			'The block holds code, but does not say of which language, so that it has no colors and is no pattern to insert. The fix adds the language that the code is in.',
		severity: 'hint',
		message: 'This code names no language; write {language} behind the marker.',
		fix: 'Write “{language}”',
		example: {
			of: 'prompt',
			before: '```\nnpm install\nnpm test\n```',
			after: '```sh\nnpm install\nnpm test\n```',
		},
	},
	'fence-attribute-quote': {
		title: 'The quote around an attribute of a code block is never closed',
		about: 'The attribute is read to the end of the line. Close the quote.',
		severity: 'warning',
		message: 'The value of `{name}` has no closing quote; add {quote} behind it.',
		fix: 'Add {quote}',
		example: {
			of: 'prompt',
			before: '```ts title="Load\ncall();\n```',
			after: '```ts title="Load"\ncall();\n```',
		},
	},
	'fence-attribute-repeated': {
		title: 'A code block has an attribute twice',
		about: 'The first of the two counts. Remove the other.',
		severity: 'warning',
		message: '`{name}` is given twice, and the first one counts; remove the other.',
		fix: 'Remove the second `{name}`',
		example: {
			of: 'prompt',
			before: '```ts title=Load title=Store\ncall();\n```',
			after: '```ts title=Load\ncall();\n```',
		},
	},
	'pattern-title': {
		title: 'The title of a pattern is empty',
		about: 'Give it a title, or remove the attribute: then the heading above names the pattern.',
		severity: 'warning',
		message: '`title` is empty; write the title of the pattern, or remove the attribute.',
		example: {
			of: 'prompt',
			before: '```ts title=""\ncall();\n```',
			after: '```ts title="Load"\ncall();\n```',
		},
	},
	'pattern-file': {
		title: 'The file of a pattern is not a path inside the project',
		about:
			'Patterns are only ever inserted into the project, so that paths are relative to its folder and do not lead out of it.',
		severity: 'warning',
		message: '`file` is no path in the project; write one such as `src/lib/schemas.ts`.',
		example: {
			of: 'prompt',
			before: '```ts file=../load.ts\ncall();\n```',
			after: '```ts file=src/lib/load.ts\ncall();\n```',
		},
	},
	'pattern-needs': {
		title: 'What a pattern needs cannot be read',
		about:
			'A `yaml needs` block says what a pattern needs of the project that takes it, packages, variables, hooks, and what it is called in lists. What cannot be read is left out; the rest holds.',
		severity: 'warning',
		message: {
			unreadable: 'This is no mapping in YAML; write `packages:`, `env:`, `next:` and the like.',
			unknown: 'Patterns have no need called “{key}”; write {known|, | or }.',
			title: '“{key}” cannot be read; write one line, such as `Sessions in the database`.',
			aliases: '“{key}” cannot be read; write a list of words, such as `[csrf, upload file]`.',
			packages: '“{key}” cannot be read; write packages with ranges, such as `zod: ^4`.',
			env: '“{key}” cannot be read; variables are `secret`, `key`, `url` or `text`.',
			hooks: '“{key}” cannot be read; write `handle: name from src/lib/file.ts`.',
			config: '“{key}” cannot be read; write `[experimental.remoteFunctions]`.',
			lowest: '“{key}” cannot be read; write packages with versions, such as `zod: 4`.',
			database: '“{key}” cannot be read; write `postgres` or `sqlite`.',
			ignored: '“{key}” cannot be read; write a list of paths, such as `[uploads/]`.',
			next: '“{key}” cannot be read; write a list of sentences.',
			steps: '“{key}” cannot be read; write `generateMigration` or `openEnv`.',
			unused: 'No pattern follows in this section; put the block above its code.',
		},
		example: {
			of: 'prompt',
			before: '```yaml needs\npackages: { zod: latest }\n```\n\n```ts title="Call"\ncall();\n```',
			after: '```yaml needs\npackages: { zod: ^4 }\n```\n\n```ts title="Call"\ncall();\n```',
		},
	},
	'pattern-kit': {
		title: 'The kit attribute is neither 2 nor 3',
		about: '`kit` names the major version of SvelteKit that the code is for.',
		severity: 'warning',
		message: '`kit` is the major version of SvelteKit; write `kit=2` or `kit=3`.',
		example: {
			of: 'prompt',
			before: '```ts kit=4\ncall();\n```',
			after: '```ts kit=3\ncall();\n```',
		},
	},
	'pattern-dialect': {
		title: 'The dialect attribute names no database that patterns know',
		about:
			'`dialect` names the database that the code is for, beside code of the same pattern for another.',
		severity: 'warning',
		message: '`dialect` is a database; write `dialect=postgres` or `dialect=sqlite`.',
		example: {
			of: 'prompt',
			before: '```ts dialect=mysql\ncall();\n```',
			after: '```ts dialect=sqlite\ncall();\n```',
		},
	},
	'pattern-prefix': {
		title: 'The prefix of a pattern is not one word',
		about: 'The prefix is what one types to get the pattern: letters, digits and hyphens.',
		severity: 'warning',
		message: '`prefix` is what one types; write a single word such as `kit-load`.',
		example: {
			of: 'prompt',
			before: '```ts prefix="two words"\ncall();\n```',
			after: '```ts prefix="kit-load"\ncall();\n```',
		},
	},
	'pattern-placeholder': {
		title: 'A placeholder of a pattern is not a word of its code',
		about: 'Placeholders are names in the code that are worth changing when it is inserted.',
		severity: 'warning',
		message: {
			list: '`placeholders` is a list of names; write `placeholders="posts,slug"`, say.',
			unused: 'The code does not contain `{names|`, `}`; list only names that stand in it.',
		},
		example: {
			of: 'prompt',
			before: '```ts placeholders=posts\nload(items);\n```',
			after: '```ts placeholders=items\nload(items);\n```',
		},
	},
	'pattern-empty': {
		title: 'A pattern has no code',
		about: 'The block has attributes of a pattern but nothing to insert.',
		severity: 'warning',
		message: 'This pattern has no code; add it, or remove the block.',
		example: {
			of: 'prompt',
			before: '```ts title=Load\n```',
			after: '```ts title=Load\ncall();\n```',
		},
	},
	'pattern-repeated': {
		title: 'Two code blocks are the same file of one pattern',
		about: 'Blocks of one title are one pattern, whose files have different paths.',
		severity: 'warning',
		message: 'Another block is the same file of this pattern; give one another `file`.',
		example: {
			of: 'prompt',
			before:
				'```ts title=Load file=src/a.ts\nload();\n```\n\n```ts title=Load file=src/a.ts\nstore();\n```',
			after:
				'```ts title=Load file=src/a.ts\nload();\n```\n\n```ts title=Load file=src/b.ts\nstore();\n```',
		},
	},
	'pattern-title-repeated': {
		title: 'Two patterns have one title',
		about:
			'Lists and completions show patterns by their titles, so that these two cannot be told apart.',
		severity: 'hint',
		message: 'Another pattern is called “{title}” too; give this one its own title.',
		example: {
			of: 'prompt',
			before:
				'## Pages\n\n### Load\n\n```ts\none();\ntwo();\n```\n\n## Forms\n\n### Load\n\n```ts\nthree();\nfour();\n```',
			after:
				'## Pages\n\n### Load\n\n```ts\none();\ntwo();\n```\n\n## Forms\n\n### Load a form\n\n```ts\nthree();\nfour();\n```',
		},
	},
	'missing-module': {
		title: 'A pattern imports a module that no pattern makes',
		about:
			'The code imports a module of the project that neither this agent’s patterns nor those of other agents make. Inserted into a project without it, it does not compile.',
		severity: 'hint',
		message: {
			one: 'No pattern makes “{module}”; add one, or say that the project must have it.',
			several: 'No pattern makes “{module}” or “{others|”, “}”; add it or say so.',
		},
		example: {
			of: 'prompt',
			before: "```ts file=src/hooks.server.ts\nimport '$lib/start';\n```",
			after:
				"```ts file=src/hooks.server.ts\nimport '$lib/start';\n```\n\n```ts file=src/lib/start.ts\nstart();\n```",
		},
	},
	'unknown-delegate': {
		title: 'A delegation to an agent that does not exist',
		about:
			'The file hands over to an agent that is neither bundled nor in the workspace or the home folder, so that the hand-off ends nowhere.',
		severity: 'information',
		message: {
			slip: 'No agent here is called “{name}”; did you mean “{meant}”?',
			other: 'No agent here is called “{name}”; create it, or name another.',
		},
		fix: { slip: 'Write “{meant}”' },
		example: {
			of: 'prompt',
			before: '## Delegation Patterns\n\n- Trigger: tests\n- Target: testr',
			after: '## Delegation Patterns\n\n- Trigger: tests\n- Target: tester',
		},
	},
	'unexplained-placeholder': {
		title: 'A placeholder of a hand-off is never explained',
		about:
			'The text of a hand-off has a `{placeholder}` whose words stand nowhere else in the file, so that the model can only guess what belongs there.',
		severity: 'hint',
		message: 'Nothing says what {placeholder} stands for; write it in words.',
		example: {
			of: 'prompt',
			before: '## Delegation Patterns\n\n- Trigger: tests\n- Target: tester\n- Handoff: Test [X].',
			after:
				'## Delegation Patterns\n\n- Trigger: tests\n- Target: tester\n- Handoff: Test the files that have changed.',
		},
	},
} as const satisfies Readonly<Record<string, ProblemRow>>;

export type ProblemCode = keyof typeof problemCodes;
