import { enumerate } from '../text/markdownText.ts';

/** The input of a tool call, or what is wrong with it in words for a model. */
export type ToolInput = { readonly input: object } | { readonly fault: string };

/**
 * Checks the input of a tool call before the tool sees it: models send broken JSON as text, lists
 * where an object is wanted, leave out what is required, and give values of other types.
 *
 * @param schema the tool's JSON schema; what is not known of it (`$ref`, `pattern`) is not checked
 */
export function readToolInput(value: unknown, schema: object | undefined): ToolInput {
	const parsed = typeof value === 'string' ? parse(value) : (value ?? {});
	if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
		return { fault: 'The input is not a JSON object. Send one that follows the schema.' };
	}
	const { required = [], ...rest } = (schema ?? {}) as Schema;
	const missing = namesIn(required).filter((name) => !has(parsed, name));
	if (missing.length > 0) {
		return { fault: `The input lacks ${missing.join(', ')}. Send all that the schema requires.` };
	}
	const fault = faultIn(parsed, rest, '', 0);
	return fault === undefined ? { input: parsed } : { fault };
}

/** What is looked at in a JSON schema; nothing in it is certain to be of the right type. */
type Schema = Readonly<Partial<Record<(typeof keys)[number], unknown>>>;

const keys = [
	'type',
	'nullable',
	'enum',
	'const',
	'anyOf',
	'oneOf',
	'properties',
	'required',
	'additionalProperties',
	'items',
	'minItems',
	'maxItems',
	'minLength',
	'maxLength',
	'minimum',
	'maximum',
	'exclusiveMinimum',
	'exclusiveMaximum',
] as const;

/** Deeper schemas are not followed. */
const maxDepth = 16;
/** Characters of a value, or of a name, that a message quotes. */
const maxQuoted = 60;

/** What is wrong with a value, as a sentence; `undefined` where it follows the schema. */
function faultIn(
	value: unknown,
	schema: unknown,
	where: string,
	depth: number,
): string | undefined {
	if (!isObject(schema) || depth > maxDepth) return undefined;
	const { type, nullable, enum: choices, anyOf, oneOf }: Schema = schema;
	if (value === null && nullable === true) return undefined;
	const types = typeof type === 'string' ? [type] : namesIn(type);
	if (types.length > 0 && !types.some((each) => isOfType(value, each))) {
		return wrong(where, value, enumerateTypes(types));
	}
	const allowed = Array.isArray(choices) ? choices : 'const' in schema ? [schema['const']] : [];
	if (allowed.length > 0 && !allowed.some((each) => isSame(each, value))) {
		return wrong(where, value, enumerateChoices(allowed));
	}
	for (const options of [anyOf, oneOf]) {
		if (!Array.isArray(options) || options.length === 0) continue;
		const faults = options.map((option) => faultIn(value, option, where, depth + 1));
		if (faults.every((fault) => fault !== undefined)) return faults[0];
	}
	if (typeof value === 'string') return faultOfLength(value, schema, where);
	if (typeof value === 'number') return faultOfRange(value, schema, where);
	if (Array.isArray(value)) return faultInItems(value, schema, where, depth);
	return isObject(value) ? faultInMembers(value, schema, where, depth) : undefined;
}

function faultInMembers(
	value: Readonly<Record<string, unknown>>,
	{ properties, required, additionalProperties }: Schema,
	where: string,
	depth: number,
): string | undefined {
	const known = isObject(properties) ? properties : {};
	const missing = namesIn(required).find((name) => !has(value, name));
	if (missing !== undefined) return `${nameOf(where)} lacks ${missing}.`;
	for (const [name, member] of Object.entries(value)) {
		if (member === undefined) continue;
		const inside = where === '' ? name : `${where}.${name}`;
		if (!Object.hasOwn(known, name)) {
			if (additionalProperties === false) return unknown(nameOf(where), name, Object.keys(known));
			const fault = faultIn(member, additionalProperties, inside, depth + 1);
			if (fault !== undefined) return fault;
			continue;
		}
		const fault = faultIn(member, known[name], inside, depth + 1);
		if (fault !== undefined) return fault;
	}
	return undefined;
}

function faultInItems(
	value: readonly unknown[],
	{ items, minItems, maxItems }: Schema,
	where: string,
	depth: number,
): string | undefined {
	const count = `${nameOf(where)} has ${value.length} items`;
	if (typeof minItems === 'number' && value.length < minItems) {
		return `${count}, but has to have at least ${minItems}.`;
	}
	if (typeof maxItems === 'number' && value.length > maxItems) {
		return `${count}, but may have at most ${maxItems}.`;
	}
	for (const [i, item] of value.entries()) {
		const fault = faultIn(item, items, `${where}[${i}]`, depth + 1);
		if (fault !== undefined) return fault;
	}
	return undefined;
}

function faultOfLength(
	value: string,
	{ minLength, maxLength }: Schema,
	where: string,
): string | undefined {
	if (typeof minLength === 'number' && value.length < minLength) {
		return `${nameOf(where)} is ${value === '' ? 'empty' : 'too short'}: it has to have at least ${minLength} ${minLength === 1 ? 'character' : 'characters'}.`;
	}
	if (typeof maxLength === 'number' && value.length > maxLength) {
		return `${nameOf(where)} has ${value.length} characters, but may have at most ${maxLength}.`;
	}
	return undefined;
}

function faultOfRange(value: number, schema: Schema, where: string): string | undefined {
	const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
	if (typeof minimum === 'number' && value < minimum) {
		return wrong(where, value, `at least ${minimum}`);
	}
	if (typeof maximum === 'number' && value > maximum) {
		return wrong(where, value, `at most ${maximum}`);
	}
	if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum) {
		return wrong(where, value, `more than ${exclusiveMinimum}`);
	}
	if (typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum) {
		return wrong(where, value, `less than ${exclusiveMaximum}`);
	}
	return undefined;
}

function isOfType(value: unknown, type: string): boolean {
	switch (type) {
		case 'string':
		case 'boolean':
			return typeof value === type;
		case 'number':
			return typeof value === 'number' && Number.isFinite(value);
		case 'integer':
			return Number.isInteger(value);
		case 'null':
			return value === null;
		case 'array':
			return Array.isArray(value);
		case 'object':
			return isObject(value);
		default:
			// A type that JSON does not have says nothing.
			return true;
	}
}

const typeNames: ReadonlyMap<string, string> = new Map([
	['string', 'a text'],
	['boolean', 'true or false'],
	['number', 'a number'],
	['integer', 'a whole number'],
	['null', 'null'],
	['array', 'a list'],
	['object', 'an object'],
]);

function enumerateTypes(types: readonly string[]): string {
	return types.map((type) => typeNames.get(type) ?? type).join(' or ');
}

function enumerateChoices(choices: readonly unknown[]): string {
	const quoted = choices.slice(0, 20).map(quote);
	return quoted.length === 1 ? (quoted[0] ?? '') : `one of ${quoted.join(', ')}`;
}

function wrong(where: string, value: unknown, wanted: string): string {
	return `${nameOf(where)} is ${quote(value)}, but has to be ${wanted}.`;
}

function unknown(what: string, name: string, known: readonly string[]): string {
	const takes = known.length > 0 ? `It takes ${enumerate(known)}.` : 'It takes nothing.';
	return `${what} has ${cut(name)}, which is not known. ${takes}`;
}

function nameOf(where: string): string {
	return where === '' ? 'The input' : cut(where);
}

function quote(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	return isObject(value) ? 'an object' : cut(JSON.stringify(value) ?? String(value));
}

function cut(text: string): string {
	return text.length > maxQuoted ? `${text.slice(0, maxQuoted)}…` : text;
}

/** Lists and objects are not compared. */
function isSame(a: unknown, b: unknown): boolean {
	return a === b || (typeof a === 'object' && a !== null && typeof b === 'object');
}

function has(value: object, name: string): boolean {
	return Object.hasOwn(value, name) && Reflect.get(value, name) !== undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function namesIn(value: unknown): readonly string[] {
	return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text === '' ? '{}' : text);
	} catch {
		// The caller says that it is no object.
		return undefined;
	}
}
