/** Longer blocks are judged by their beginning. */
const judgedLength = 20_000;

const commands =
	/^(?:\$ )?(?:sudo )?(?:npm|npx|pnpm|yarn|bun|bunx|deno|node|git|cd|curl|wget|docker|docker-compose|kubectl|helm|terraform|pip3?|python3?|uv|poetry|cargo|rustup|go|make|mkdir|rm|cp|mv|ls|cat|grep|chmod|export|echo|source|brew|apt(?:-get)?|psql|ssh|php|composer|bundle|rails|gem|dotnet|mvn) +[\w./"'$@:~-]/;

const modules =
	/^(?:import\s(?:[^'"]{1,200}\sfrom\s)?['"][^'"]+['"]|export\s+(?:default|const|let|function|async|class|type|interface|abstract|\{|\*)|(?:const|let)\s+(?:\w+|[{[][^=]{1,200}[}\]])(?::[^=\n]{0,79}[^=\s])?\s*=\s|(?:async\s+)?function\s{0,9}\*?\s{0,9}\w+\s*\(|interface\s+\w+[^{]{0,80}\{|type\s+\w+\s*=|class\s+\w+[^{:]{0,80}\{)/m;

/** What JavaScript has not. */
const types =
	/^(?:export\s+)?(?:interface\s+\w+|type\s+\w+\s*=|abstract\s+class\s|enum\s+\w+\s*\{)|^import\s+type\s|[\w)\]?]:\s*(?:string|number|boolean|void|unknown|any|Promise<)|\bas const\b|\bsatisfies\s/m;

/**
 * The language of a code block that names none, as one writes it behind the fence, where the code
 * leaves no doubt; `undefined` for prose, diagrams, listings and what could be several languages.
 */
export function guessLanguage(code: string): string | undefined {
	const text = code.slice(0, judgedLength).trim();
	const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
	const [first = ''] = lines;
	if (/^[[{]/.test(text)) return isJson(code) ? 'json' : undefined;
	if (/^#!\s*\/\S*(?:\/|env )(?:ba|z|da)?sh\b/.test(first)) return 'sh';
	if (isShell(lines)) return 'sh';
	if (lines.length < 2) return undefined;
	if (/^<script[\s>]/m.test(text) && /\{[#@/:]|\$(?:state|props|derived)\(/.test(text)) {
		return 'svelte';
	}
	if (/^<!doctype html|^<html[\s>]/i.test(first)) return 'html';
	const isStatements = /[;{}]\s*$/.test(lines.at(-1) ?? '') || /[;{]\s*$/m.test(text);
	if (/^package \w+\s*$/m.test(text) && /^func /m.test(text)) return 'go';
	if (/^(?:pub )?fn \w+\b[^;]{0,200}\{/m.test(text)) return 'rust';
	if (first.startsWith('<?php')) return 'php';
	if (
		/^(?:create (?:table|index|view|function)|select\s[^]{0,400}\sfrom\s|insert into \w|alter table \w)/i.test(
			text,
		) &&
		text.includes(';')
	) {
		return 'sql';
	}
	const isPython =
		/^(?:(?:async )?def \w+\([^()\n]{0,300}\)[^:\n]{0,80}:|class \w+(?:\([^()\n]{0,200}\))?:)[ \t]*$/m.test(
			text,
		) ||
		(/^from [\w.]+ import \w/m.test(text) && !isStatements);
	if (isPython) return 'python';
	if (isStatements && modules.test(text)) return types.test(text) ? 'ts' : 'js';
	return undefined;
}

function isShell(lines: readonly string[]): boolean {
	let hasCommand = false;
	let goesOn = false;
	for (const line of lines) {
		const isCommand = commands.test(line.trimStart());
		if (!isCommand && !goesOn && !line.startsWith('#')) return false;
		hasCommand ||= isCommand;
		goesOn = line.trimEnd().endsWith('\\');
	}
	return hasCommand;
}

function isJson(text: string): boolean {
	if (text.length > judgedLength) return false;
	try {
		return typeof JSON.parse(text) === 'object';
	} catch {
		// Something else in brackets.
		return false;
	}
}
