import { argumentsOf } from '../code/calls.ts';
import type { ParsedModule } from '../code/parsedModule.ts';
import { asNode, asNodes, asText, type SyntaxNode } from '../code/syntaxTree.ts';

/** Functions of Node that make paths, and the modules that have them. */
const makers: ReadonlyMap<string, readonly string[]> = new Map([
	['path', ['resolve', 'join', 'dirname']],
	['url', ['fileURLToPath']],
]);

/** Makes the function that tells which path a call of Node's functions stands for. */
export function pathReader({
	shape,
}: ParsedModule): (node: SyntaxNode, read: (inner: SyntaxNode) => unknown) => string | undefined {
	const functions = new Map<string, string>();
	const modules = new Set<string>();
	for (const { specifier, names } of shape.imports) {
		const known = makers.get(specifier.replace(/^node:/, ''));
		for (const { imported, local } of known ? names : []) {
			if (known?.includes(imported)) functions.set(local, imported);
			else if (imported === 'default' || imported === '*') modules.add(local);
		}
	}
	const calledIn = (node: SyntaxNode): string => {
		const callee = asNode(node['callee']);
		const object = asText(asNode(callee?.['object'])?.['name']);
		const name = asText(asNode(callee?.['property'])?.['name']);
		if (modules.has(object)) return [...makers.values()].flat().includes(name) ? name : '';
		if (object === 'process' && name === 'cwd') return 'cwd';
		return functions.get(asText(callee?.['name'])) ?? '';
	};
	return (node, read) => pathOf(node, { calledIn, read });
}

interface PathReading {
	/** The function that a call is of; empty where it is of another. */
	readonly calledIn: (node: SyntaxNode) => string;
	/** What an expression stands for, paths included. */
	readonly read: (inner: SyntaxNode) => unknown;
}

/**
 * The path that an expression makes of texts and of the folder that a configuration stands in, which is
 * that of the project: `path.resolve(import.meta.dirname, 'src/shared')` is `./src/shared`. `undefined`
 * for all else.
 */
function pathOf(node: SyntaxNode, { calledIn, read }: PathReading): string | undefined {
	switch (node.type) {
		case 'Identifier':
			return asText(node['name']) === '__dirname' ? '.' : undefined;
		case 'MemberExpression': {
			const name = asText(asNode(node['property'])?.['name']);
			const object = asNode(node['object']);
			if (object?.type === 'MetaProperty') return name === 'dirname' ? '.' : undefined;
			return name === 'pathname' && object ? urlPath(object, read) : undefined;
		}
		case 'TemplateLiteral': {
			const between = asNodes(node['expressions']).map(read);
			const texts = asNodes(node['quasis']).map(({ value }) =>
				asText((value as { cooked?: string } | undefined)?.cooked),
			);
			return joined(
				texts.flatMap((text, i) => (i < between.length ? [text, between[i]] : [text])),
				'',
			);
		}
		case 'CallExpression':
			break;
		default:
			return undefined;
	}
	const given = argumentsOf(node);
	switch (calledIn(node)) {
		case 'cwd':
			return '.';
		case 'resolve': {
			const parts = given.map(read);
			// What is absolute takes the place of all before it.
			const start = parts.findLastIndex((part) => /^(?:[/\\]|[A-Za-z]:)/.test(asText(part)));
			return joined(start < 0 ? ['.', ...parts] : parts.slice(start), '/');
		}
		case 'join':
			return given.length > 0 ? joined(given.map(read), '/') : undefined;
		case 'dirname':
			return given[0] && isOwnFile(given[0], calledIn) ? '.' : undefined;
		case 'fileURLToPath':
			return given[0] && urlPath(given[0], read);
		default:
			return undefined;
	}
}

/** Nobody has a longer path, and texts that are used many times would grow to any size. */
const longest = 300;

/** One text of several; `undefined` where one of them is none. */
function joined(parts: readonly unknown[], between: string): string | undefined {
	let length = 0;
	for (const part of parts) length += asText(part).length + between.length;
	if (length > longest) return undefined;
	return parts.every((part) => typeof part === 'string') ? parts.join(between) : undefined;
}

/** `new URL('./src/shared', import.meta.url)`. */
function urlPath(node: SyntaxNode, read: PathReading['read']): string | undefined {
	const [path, base] = argumentsOf(node);
	if (node.type !== 'NewExpression' || asText(asNode(node['callee'])?.['name']) !== 'URL') {
		return undefined;
	}
	if (!path || !isMeta(base, 'url')) return undefined;
	const text = asText(read(path));
	// Another scheme is another place, and what is encoded is no name of a folder.
	return text === '' || /^\w+:|[%?#]/.test(text) ? undefined : text;
}

function isMeta(node: SyntaxNode | undefined, name: string): boolean {
	return (
		asNode(node?.['object'])?.type === 'MetaProperty' &&
		asText(asNode(node?.['property'])?.['name']) === name
	);
}

/** `import.meta.filename`, `__filename` or `fileURLToPath(import.meta.url)`. */
function isOwnFile(node: SyntaxNode, calledIn: PathReading['calledIn']): boolean {
	if (asText(node['name']) === '__filename' || isMeta(node, 'filename')) return true;
	return calledIn(node) === 'fileURLToPath' && isMeta(argumentsOf(node)[0], 'url');
}
