/** The input of a tool call, or what is wrong with it in words for a model. */
export type ToolInput = { readonly input: object } | { readonly fault: string };

/**
 * Checks the input of a tool call before the tool sees it: models send broken JSON as text, lists
 * where an object is wanted, and leave out what is required.
 *
 * @param schema the tool's JSON schema
 */
export function readToolInput(value: unknown, schema: object | undefined): ToolInput {
	const parsed = typeof value === 'string' ? parse(value) : (value ?? {});
	if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
		return { fault: 'The input is not a JSON object. Send one that follows the schema.' };
	}
	const missing = required(schema).filter((name) => !(name in parsed));
	if (missing.length > 0) {
		return { fault: `The input lacks ${missing.join(', ')}. Send all that the schema requires.` };
	}
	return { input: parsed };
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text === '' ? '{}' : text);
	} catch {
		// The caller says that it is no object.
		return undefined;
	}
}

function required(schema: object | undefined): readonly string[] {
	const { required: names } = (schema ?? {}) as { readonly required?: unknown };
	return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
}
