/** Nodes of a rendered prompt are nested no deeper than this in what tools really return. */
const maxDepth = 200;

/**
 * The text of a result that a tool has rendered with the prompt library of VS Code
 * (`LanguageModelPromptTsxPart`): a tree whose leaves are texts. What has no such leaves, of
 * whatever shape, is given as JSON.
 */
export function promptText(value: unknown): string {
	const texts: string[] = [];
	const root = isNode(value) && 'node' in value ? value.node : value;
	collect(root, texts, 0);
	return texts.length > 0 ? texts.join('') : (JSON.stringify(value) ?? '');
}

function collect(node: unknown, texts: string[], depth: number): void {
	if (!isNode(node) || depth > maxDepth) return;
	if (typeof node['text'] === 'string') {
		if (node['lineBreakBefore'] === true && texts.length > 0) texts.push('\n');
		texts.push(node['text']);
	}
	if (Array.isArray(node['children'])) {
		for (const child of node['children']) collect(child, texts, depth + 1);
	}
}

function isNode(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null;
}
