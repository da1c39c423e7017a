import { maskText } from './moduleScan.ts';
import type { TextRange } from '../text/range.ts';
import { findScripts } from './svelteScripts.ts';

const nodeModules = new Set(
	(
		'assert async_hooks buffer child_process cluster console constants crypto dgram ' +
		'diagnostics_channel dns domain events fs http http2 https inspector module net os path ' +
		'perf_hooks process punycode querystring readline repl stream string_decoder timers tls ' +
		'trace_events tty url util v8 vm wasi worker_threads zlib'
	).split(' '),
);

/** Packages that every SvelteKit project has. */
const givenPackages = new Set(['svelte', '@sveltejs/kit']);

/** Modules under `$` that SvelteKit itself provides. */
const kitModule = /^\$(?:app|env|types|service-worker)(?:\/|$)/;

/** What a static or dynamic import, a re-export or a `require` looks like with its strings blanked. */
const importForm = /(?<![.\w$#])(?:from\s*|import\s*(?:\(\s*)?|require\s*\(\s*)(?:"( *)"|'( *)')/g;

/**
 * The modules that code in JavaScript, TypeScript or Svelte imports, each once, as written. Type
 * imports count; what stands in comments, strings and templates does not.
 */
function importsOf(code: string): readonly string[] {
	const specifiers = scriptRanges(code).flatMap((range) => {
		const script = code.slice(range.start, range.end);
		return [...maskText(script).matchAll(importForm)].map((match) => {
			const end = match.index + match[0].length - 1;
			const length = (match[1] ?? match[2] ?? '').length;
			return script.slice(end - length, end);
		});
	});
	return [...new Set(specifiers)].filter((specifier) => specifier.trim() !== '');
}

/**
 * The npm packages that code imports, sorted. Left out is what every SvelteKit project has: Node's
 * own modules, `svelte`, `@sveltejs/kit`, and modules of the project itself.
 */
export function packagesOf(code: string): readonly string[] {
	const names = importsOf(code)
		.filter((specifier) => !isProjectImport(specifier))
		.map((specifier) => /^(?:@[\w.~-]+\/)?[a-z\d_][\w.~-]*(?=\/|$)/i.exec(specifier)?.[0] ?? '')
		.filter((name) => name !== '' && !nodeModules.has(name) && !givenPackages.has(name));
	return [...new Set(names)].toSorted();
}

/** Packages that bring no types, and whose types are in a package beside them. */
const typedApart = new Set(
	(
		'bcrypt better-sqlite3 cors express jsonwebtoken lodash mime-types multer node-cron nodemailer ' +
		'papaparse passport pg qrcode sanitize-html semver web-push ws'
	).split(' '),
);

/** Names that only Node's own types declare; the browser's have the rest. */
const nodeGlobal =
	/(?<![\w.$#])(?:(?:Buffer|process|global|NodeJS)\s*(?:\.|\?\.)|new\s+Buffer\b|Buffer\b(?=\s*[>|&,;)=])|__dirname\b|__filename\b|setImmediate\s*\()/;

/**
 * The packages of types that code needs to be checked, sorted: those of Node, and of packages that
 * bring none themselves.
 */
export function typesPackagesOf(code: string): readonly string[] {
	const found = packagesOf(code).flatMap((name) =>
		typedApart.has(name) ? [`@types/${name}`] : [],
	);
	const importsNode = importsOf(code).some(
		(specifier) =>
			specifier.startsWith('node:') || nodeModules.has(specifier.split('/', 1)[0] ?? ''),
	);
	const usesNode =
		importsNode ||
		scriptRanges(code).some(({ start, end }) => nodeGlobal.test(maskText(code.slice(start, end))));
	return (usesNode ? [...found, '@types/node'] : found).toSorted();
}

/**
 * The modules that code imports from the project itself, as written and each once: `$lib/x`,
 * `#lib/x.js`, `./x`, `lib/x`. Modules that SvelteKit makes (`./$types`, `$app/…`) are left out.
 */
export function projectImports(code: string): readonly string[] {
	return importsOf(code).filter(isProjectImport);
}

/** Where the scripts of a file are: everywhere, unless it starts with markup, as Svelte files do. */
export function scriptRanges(code: string): readonly TextRange[] {
	if (!code.trimStart().startsWith('<')) return [{ start: 0, end: code.length }];
	return findScripts(code).map(({ contentRange }) => contentRange);
}

function isProjectImport(specifier: string): boolean {
	if (kitModule.test(specifier) || /(?:^|\/)\$types(?:\.\w+)?$/.test(specifier)) return false;
	return /^(?:[.$#]|[@~]\/|(?:lib|src)(?:\/|$))/.test(specifier);
}
