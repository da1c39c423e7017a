import { appMembers } from '../code/appTypes.ts';
import { declarationOf } from '../code/declarationShape.ts';
import { ParsedModule } from '../code/parsedModule.ts';
import type { LibraryPattern } from '../pattern/patternLibrary.ts';
import type { PatternVariant } from '../pattern/patterns.ts';
import type { ProjectFacts } from '../project/project.ts';
import { isGroup, segmentsOf } from '../project/routePlaces.ts';
import {
	camelOf,
	formsOfMany,
	formsOfOne,
	isMany,
	NameChange,
	wordsOfName,
	type NameForms,
} from '../text/nameWords.ts';
import { isRouteFile, routeFolder, routeOf } from './patternRoutes.ts';
import { variantOf } from './projectVariant.ts';

/** What a pattern calls the things that it is about, and may be called otherwise in a project. */
export interface PatternName {
	/** As the pattern's code has it: `products`, `apiKeys`. */
	readonly name: string;
	readonly forms: NameForms;
	/** What the route says that they are called: the same where it says nothing else. */
	readonly offered: string;
}

/** Of more names nobody wants to be asked. */
const mostNames = 3;

/**
 * The names of a pattern to ask for when it is made as files: placeholders that are tables or other
 * things that modules of the project share, and those by which the route is called, where the chosen
 * one is called otherwise. What the types of the app name too, such as `users`, is not the pattern's.
 *
 * @param route that takes the pattern's files; its own when it is left out
 */
export function namesOf(
	entry: LibraryPattern,
	library: readonly LibraryPattern[],
	facts: ProjectFacts,
	route?: string,
): readonly PatternName[] {
	const { pattern } = entry;
	const variant = variantOf(pattern, facts);
	const shared = sharedNames(library, facts);
	const found = new Map<string, PatternName>();
	for (const placeholder of pattern.placeholders) {
		const words = wordsOfName(placeholder);
		if (!words) continue;
		const isThing = isMany(words) && isSharedThing(placeholder, variant);
		const segment = segmentFor(placeholder, variant);
		const own = isThing ? words : segment && wordsOfName(segment);
		if (!own) continue;
		const forms = formsFor(own);
		const offered = (segment && route && routeWord(segment, variant, route)) || camelOf(own);
		const name = camelOf(own);
		if (shared.has(camelOf(forms.one)) || found.has(camelOf(forms.one))) continue;
		if (isThing || offered !== name) found.set(camelOf(forms.one), { name, forms, offered });
	}
	return [...found.values()].slice(0, mostNames);
}

/** Many and one of what a pattern calls something. */
function formsFor(words: readonly string[]): NameForms {
	return isMany(words) ? formsOfMany(words) : formsOfOne(words);
}

/**
 * What things may be called that somebody calls by a name, the likeliest first. None where it is no
 * name.
 *
 * @param of what the pattern calls them
 */
export function formsNamed(typed: string, of: PatternName): readonly NameForms[] {
	const words = wordsOfName(typed.trim());
	if (!words) return [];
	if (of.name === camelOf(of.forms.one)) return [formsOfOne(words)];
	if (isMany(words)) return [formsOfMany(words)];
	// One has to be told from many: `news` and `newsItem`.
	const uncounted = { many: words, one: [...words, 'item'] };
	const counted = formsOfOne(words);
	return camelOf(counted.many) === camelOf(words) ? [uncounted] : [counted, uncounted];
}

/** The names of which the types of the app speak: `user`, `session`. */
function sharedNames(library: readonly LibraryPattern[], facts: ProjectFacts): ReadonlySet<string> {
	return new Set(
		library.flatMap(({ pattern }) =>
			variantOf(pattern, facts).files.flatMap(({ path, code }) =>
				path?.endsWith('app.d.ts') === true
					? appMembers(code).map((member) => member.slice(member.indexOf('.') + 1))
					: [],
			),
		),
	);
}

/** Whether modules of the project share what has a name: a table, a list. */
function isSharedThing(name: string, { files }: PatternVariant): boolean {
	return files.some(({ path = '', code, language }) => {
		if (language !== 'typescript' && language !== 'javascript') return false;
		const module = new ParsedModule(code);
		const isImported = module.shape.imports.some(
			({ specifier, names }) =>
				/^(?:[$#]lib\/|\.\.?\/)/.test(specifier) && names.some(({ imported }) => imported === name),
		);
		if (isImported) return true;
		if (isRouteFile(path)) return false;
		const isExported = module.shape.exports.some((each) => each.name === name);
		const kind = isExported ? declarationOf(module, name)?.shape.kind : undefined;
		return kind === 'table' || kind === 'value';
	});
}

/** The part of the pattern's route that a placeholder is named after: `contact` of `contactSchema`. */
function segmentFor(placeholder: string, { files }: PatternVariant): string | undefined {
	const segments = files.flatMap(({ path = '' }) => (routeFolder(path) ?? []).filter(isWord));
	return segments.findLast((segment) => {
		const words = wordsOfName(segment);
		if (!words) return false;
		const forms = formsFor(words);
		return new NameChange(forms, forms).of(placeholder) !== undefined;
	});
}

function isWord(segment: string): boolean {
	return !segment.includes('[') && !isGroup(segment);
}

/** What stands in the place of a part of the pattern's own route in another one. */
function routeWord(segment: string, variant: PatternVariant, route: string): string | undefined {
	const own = segmentsOf(routeOf(variant) ?? '/').filter(isWord);
	const place = own.lastIndexOf(segment);
	if (place === -1) return undefined;
	const words = wordsOfName(
		segmentsOf(route)
			.filter(isWord)
			.at(place - own.length) ?? '',
	);
	return words && camelOf(words);
}
