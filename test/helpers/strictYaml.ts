import yaml3 from 'js-yaml';
import * as yaml5 from 'js-yaml-5';
import { parse } from 'yaml';

/** Readers of YAML that take nothing but YAML, of both versions of the language. */
export const strictReaders: Readonly<Record<string, (source: string) => unknown>> = {
	'js-yaml 3': (source) => yaml3.safeLoad(source),
	'js-yaml 5': (source) => yaml5.load(source),
	'yaml 2': (source) => parse(source, { logLevel: 'error' }) as unknown,
};

/**
 * A value without what the readers differ in: which plain words are dates, numbers and switches, and
 * blanks where a text goes on in the next line.
 */
export function comparable(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(comparable);
	if (value === null || value === undefined) return null;
	if (value instanceof Date) return value.toISOString().slice(0, 10);
	// `00.4` is a number by one version of the language, and a text by the other.
	if (typeof value === 'string' && /^[-+]?\d*\.?\d+$/.test(value)) return 'a number';
	if (typeof value === 'string')
		return value.replace(/(?<=\S)[ \t]+/g, ' ').replace(/ (?=\n)/g, '');
	if (Object.prototype.toString.call(value) !== '[object Object]') return `a ${typeof value}`;
	// A key that is left out has its own name with each reader.
	const pairs = Object.entries(value).map(
		([key, each]) => [key === 'null' ? '' : key, comparable(each)] as const,
	);
	return Object.fromEntries(pairs);
}
