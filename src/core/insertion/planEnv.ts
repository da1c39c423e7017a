import { addEnvVariables, passesEnvironmentOn } from '../code/envSchema.ts';
import { isPublic, type EnvVariable } from '../code/envVariable.ts';
import type { SchemaLibrary } from '../code/schemaLibrary.ts';
import type { EnvNeed } from '../pattern/needs.ts';
import { newestKit } from '../pattern/patterns.ts';
import { mergeEnv, mergeEnvExample } from '../project/dotEnv.ts';
import { ignorePaths } from '../project/gitignore.ts';
import { moduleFiles } from '../project/moduleFiles.ts';
import type { ProjectFacts } from '../project/project.ts';
import { applyEdits } from '../text/textEdits.ts';
import type { PlannedTexts } from './planNeeds.ts';
import { inQuotes } from '../text/markdownText.ts';

/** What becomes of the variables that a pattern reads. */
export interface EnvPlan {
	/** What has to be done by hand, as sentences for the user. */
	readonly notes: readonly string[];
	/** The variables whose values only the user knows. */
	readonly toFillIn: readonly VariableToFillIn[];
}

export interface VariableToFillIn {
	readonly name: string;
	/** The file that waits for its value, by its path in the project. */
	readonly file: string;
	/** The plan adds it to the file. */
	readonly isAdded: boolean;
}

/** Makes the value of a secret: the same one for a variable however often it is asked. */
export type MakeSecret = (variable: EnvVariable) => string;

/**
 * Brings the variables of a pattern into a project: they are declared where the project declares its
 * own, named in the example that everybody can read, and have values in a file that version control
 * leaves out. What is there already stays.
 */
export function planEnv(
	needs: readonly EnvNeed[],
	facts: ProjectFacts,
	texts: PlannedTexts,
	makeSecret: MakeSecret,
): EnvPlan {
	const { read, write } = texts;
	const variables = needs.map(variableOf);
	const notes = [...declare(variables, facts, texts)];
	const example = exampleNames.find((name) => read(name) !== undefined) ?? exampleNames[0];
	const exampleText = read(example) ?? '';
	const { edits } = mergeEnvExample(exampleText, variables);
	if (edits.length > 0) write(example, applyEdits(exampleText, edits));

	const file = valuesFile(read);
	const known = new Set(
		valueFiles
			.filter((name) => name !== file)
			.flatMap((name) => mergeEnv(read(name) ?? '', variables, () => '').present),
	);
	const wanted = variables.filter(({ name }) => !known.has(name));
	const before = read(file) ?? '';
	const merged = mergeEnv(before, wanted, makeSecret);
	if (merged.edits.length > 0) {
		write(file, applyEdits(before, merged.edits));
		ignore(file, texts);
	}
	if (merged.unfit.length > 0) {
		const names = inQuotes(merged.unfit).join(', ');
		notes.push(`The values of ${names} do not fit into “${file}”. Write them there by hand.`);
	}
	const given = new Set(needs.filter(({ kind }) => kind === 'key').map(({ name }) => name));
	const toFillIn = wanted
		.map(({ name }) => ({ name, file, isAdded: merged.added.includes(name) }))
		.filter(({ name, isAdded }) => merged.empty.includes(name) || (isAdded && given.has(name)));
	return { notes, toFillIn };
}

function variableOf({ name, kind, about, value, length, optional }: EnvNeed): EnvVariable {
	return {
		name,
		secret: kind === 'secret' || kind === 'key',
		kind: kind === 'url' ? 'url' : 'text',
		...(about !== '' && { about }),
		...(value !== '' && { value }),
		...(kind === 'secret' && { generated: true, minLength: length }),
		...(optional && { optional }),
	};
}

/** What others copy, under the names that projects give it. */
const exampleNames = ['.env.example', '.env.sample', '.env.template', '.env.dist'] as const;

/** From which Vite takes values for development. */
const valueFiles = ['.env', '.env.local', '.env.development', '.env.development.local'] as const;

/** Some projects keep `.env` in version control, and what nobody else may know beside it. */
function valuesFile(read: PlannedTexts['read']): string {
	const rules = read('.gitignore') ?? '';
	const isTracked = ignorePaths(rules, ['.env']).tracked.length > 0;
	return isTracked || (read('.env') === undefined && read('.env.local') !== undefined)
		? '.env.local'
		: '.env';
}

function ignore(file: string, { read, write }: PlannedTexts): void {
	const rules = read('.gitignore') ?? '';
	const { edits } = ignorePaths(rules, [file], 'Values of this machine, and secrets');
	if (edits.length > 0) write('.gitignore', applyEdits(rules, edits));
}

/** Declares variables in the module that the project has for it. */
function declare(
	variables: readonly EnvVariable[],
	facts: ProjectFacts,
	{ read, write }: PlannedTexts,
): readonly string[] {
	const isExplicit = declaresEnv(facts);
	const stem = isExplicit ? `${facts.srcDir}/env` : `${facts.libDir}/server/env`;
	const ending = facts.typescript ? '.ts' : '.js';
	const path = moduleFiles(stem + ending).find((each) => read(each) !== undefined);
	// Without a module, the code reads its variables from SvelteKit itself, which knows all of them.
	if (path === undefined && !isExplicit) return [];
	const code = path === undefined ? emptyDeclaration : (read(path) ?? '');
	if (!isExplicit && passesEnvironmentOn(code)) return [];
	// What a schema checks on SvelteKit 2 are the private ones.
	const declared = isExplicit ? variables : variables.filter((variable) => !isPublic(variable));
	const merged = addEnvVariables(code, declared, libraryOf(facts));
	if ('cannot' in merged) return [`${path ?? stem + ending}: ${merged.cannot}`];
	if (merged.edits.length > 0) write(path ?? stem + ending, applyEdits(code, merged.edits));
	return [];
}

const emptyDeclaration = [
	"import { defineEnvVars } from '@sveltejs/kit/env';",
	'',
	'export const variables = defineEnvVars({',
	'});',
	'',
].join('\n');

/** Whether a project knows only those variables that its `src/env.ts` declares. */
export function declaresEnv({ kit, explicitEnv }: ProjectFacts): boolean {
	return explicitEnv || (kit.major ?? newestKit) >= 3;
}

function libraryOf({ zodMajor, packages }: ProjectFacts): SchemaLibrary | undefined {
	if (zodMajor !== undefined) return zodMajor === 3 ? 'zod3' : 'zod4';
	return Object.hasOwn(packages, 'valibot') ? 'valibot' : undefined;
}
