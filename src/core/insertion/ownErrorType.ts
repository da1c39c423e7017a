import { ParsedModule } from '../code/parsedModule.ts';
import { asNode, asNodes, asText, walk, type SyntaxNode } from '../code/syntaxTree.ts';
import type { PatternFile } from '../pattern/patterns.ts';

/**
 * What code lacks where a project asks for more of each error than its message, as a sentence;
 * `undefined` where the project does not, or the code gives it.
 *
 * @param appTypes the text of the project's `app.d.ts`, before anything is written
 * @param files of the patterns that are inserted
 * @see https://svelte.dev/docs/kit/types#app.d.ts-Error
 */
export function errorTypeNote(
	appTypes: string | undefined,
	files: readonly PatternFile[],
): string | undefined {
	if (appTypes?.includes('Error') !== true) return undefined;
	const code = files.map((file) => file.code).join('\n');
	if (!makesErrors.test(code)) return undefined;
	const given = new Set([...code.matchAll(givenMember)].map(([, name]) => name));
	const lacking = requiredOfErrors(appTypes).filter(
		(name) => name !== 'message' && !given.has(name),
	);
	if (lacking.length === 0) return undefined;
	const names = lacking.map((name) => `\`${name}\``).join(', ');
	return `Errors of this project need ${names}, as its \`App.Error\` says: give that where the new code calls \`error\` or handles errors.`;
}

/** SvelteKit takes a text for an error with that message, and what an error hook returns for an error. */
const makesErrors = /\berror\(\s*[45]\d\d\b|\bHandle(?:Server|Client|Validation)Error\b/;

/** A member of an object, or what looks like one. */
const givenMember = /(?<![\w$])([A-Za-z_$][\w$]*)(?= ?[:,}])/g;

function requiredOfErrors(appTypes: string): readonly string[] {
	const names: string[] = [];
	walk(new ParsedModule(appTypes).tree?.body ?? [], (node) => {
		if (node.type !== 'TSModuleDeclaration' || nameOf(node) !== 'App') return;
		for (const each of asNodes(asNode(node['body'])?.['body'])) {
			const declaration = asNode(each['declaration']) ?? each;
			if (declaration.type !== 'TSInterfaceDeclaration' || nameOf(declaration) !== 'Error')
				continue;
			for (const name of requiredMembers(declaration)) names.push(name);
		}
		return false;
	});
	return names;
}

function nameOf(node: SyntaxNode): string {
	return asText(asNode(node['id'])?.['name']);
}

function requiredMembers(declaration: SyntaxNode): readonly string[] {
	return asNodes(asNode(declaration['body'])?.['body']).flatMap((member) => {
		const name = asText(asNode(member['key'])?.['name']);
		const isRequired = member.type === 'TSPropertySignature' && member['optional'] !== true;
		// The name goes into a sentence.
		return isRequired && /^\w+$/.test(name) ? [name] : [];
	});
}
