import type { EnvVariable } from './envVariable.ts';
import type { ImportStatement } from './moduleShape.ts';

/** What values are checked with. */
export type SchemaLibrary = 'zod3' | 'zod4' | 'valibot';

/** A library as a module knows it. */
export interface Schemas {
	readonly kind: SchemaLibrary | 'zod-mini';
	/** The name of what holds its functions. */
	readonly name: string;
}

/**
 * The library that a module imports as a whole.
 *
 * @param installed tells the two majors of zod apart, which share a name; the newer one unless told
 */
export function schemasOf(
	imports: readonly ImportStatement[],
	installed: SchemaLibrary | undefined,
): Schemas | undefined {
	for (const { specifier, names, kind: importKind } of imports) {
		if (importKind !== 'value') continue;
		const kind = kindOf(specifier, installed);
		const whole = names.find(
			({ imported, typeOnly }) =>
				!typeOnly &&
				(imported === '*' ||
					(kind === 'valibot' ? false : imported === 'z' || imported === 'default')),
		);
		if (kind && whole) return { kind, name: whole.local };
	}
	return undefined;
}

function kindOf(
	specifier: string,
	installed: SchemaLibrary | undefined,
): Schemas['kind'] | undefined {
	switch (specifier) {
		case 'zod':
			return installed === 'zod3' ? 'zod3' : 'zod4';
		case 'zod/v3':
			return 'zod3';
		case 'zod/v4':
			return 'zod4';
		case 'zod/mini':
		case 'zod/v4-mini':
			return 'zod-mini';
		case 'valibot':
			return 'valibot';
		default:
			return undefined;
	}
}

/** The code of a schema for a variable. A text is never empty, unless it may be missing. */
export function schemaCode(variable: EnvVariable, { kind, name }: Schemas): string {
	const { optional = false } = variable;
	const isUrl = variable.kind === 'url';
	const least = variable.minLength ?? (optional ? undefined : 1);
	const text = `${name}.string()`;
	switch (kind) {
		case 'valibot': {
			const check = isUrl
				? `${name}.url()`
				: least === undefined
					? undefined
					: `${name}.minLength(${least})`;
			const schema = check === undefined ? text : `${name}.pipe(${text}, ${check})`;
			return optional ? `${name}.optional(${schema})` : schema;
		}
		case 'zod-mini': {
			const checked = least === undefined ? text : `${text}.check(${name}.minLength(${least}))`;
			const schema = isUrl ? `${name}.url()` : checked;
			return optional ? `${name}.optional(${schema})` : schema;
		}
		case 'zod3':
		case 'zod4': {
			const checked = least === undefined ? text : `${text}.min(${least})`;
			const url = kind === 'zod3' ? `${text}.url()` : `${name}.url()`;
			return `${isUrl ? url : checked}${optional ? '.optional()' : ''}`;
		}
	}
}
