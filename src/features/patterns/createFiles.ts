import * as vscode from 'vscode';
import { planAll, type InsertionPlan, type PlannedFile } from '../../core/insertion/insertion.ts';
import { formatPlan } from '../../core/insertion/formatPlan.ts';
import type { Pattern } from '../../core/pattern/patterns.ts';
import type { RouteFolder } from '../../core/project/projectBlock.ts';
import { paragraph, plain, visiblePath, type PlainText } from '../../core/text/plainText.ts';
import type { Dialogs } from '../../host/dialogs.ts';
import type { Project } from '../../host/project/projectReader.ts';
import { isSecretPath } from '../../core/workspace/secretFiles.ts';
import { openFile } from '../../host/platform/openFile.ts';
import type { PickFrom } from '../../host/quickPick.ts';
import { askToGoOn } from './askToGoOn.ts';
import { titleIn } from './chooseProject.ts';
import { confirmFiles } from './confirmFiles.ts';
import { withDocumentFormatter } from './documentFormatter.ts';
import { newSecrets } from './newSecrets.ts';
import { changedMeanwhile, findTarget, type PatternTarget } from './patternTarget.ts';
import { readProjectFormat } from './projectFormat.ts';
import { writeFiles, type FileToWrite, type WrittenFiles } from './writeFiles.ts';

export interface FileCreation {
	/** The pattern that the user chose last; before it those that it needs. */
	readonly patterns: readonly Pattern[];
	/** What speaks against it in this project, as sentences, beside what the plan says. */
	readonly warnings: readonly string[];
	/** The warnings that the user has gone on in spite of. */
	readonly known: readonly string[];
	readonly title: string;
	readonly project: Project;
	/** What it is called, where titles have to say which of several it is. */
	readonly projectName: PlainText | undefined;
	/** The route that takes the pattern's route files, if it has any. */
	readonly route?: string;
	/** The route that these are for in the pattern, where that cannot be seen by all of them. */
	readonly ownRoute?: string;
	/** The routes that the project has. */
	readonly routes: readonly RouteFolder[];
	readonly libFolders: readonly string[];
	/** Whether the user sees and confirms the files before they are written. */
	readonly preview: boolean;
	/** The user has the pattern already, and is asked whether the rest of it is to follow. */
	readonly isFollowUp?: boolean;
	/** The agent file that the patterns are from, where it is not one of this extension. */
	readonly source: PlainText | undefined;
}

/** A plan, of which `files` are those that were confirmed. */
export interface CreatedFiles extends InsertionPlan {
	/** Left out where there was nothing to write. */
	readonly written?: WrittenFiles;
}

type Targets = ReadonlyMap<string, PatternTarget>;

/**
 * Makes the files of a pattern in a project. A file that exists is never overwritten: what the
 * pattern adds is merged into it, and where a name would stand there twice the user is asked first.
 *
 * @returns what was planned, and written; `undefined` when the user declined and nothing was changed
 * @throws UserError when one of the files could not be written
 */
export async function createFiles(
	creation: FileCreation,
	dialogs: Dialogs,
	pickFrom: PickFrom,
): Promise<CreatedFiles | undefined> {
	const heading = titleIn(creation.title, { name: creation.projectName });
	const { plan, targets, changed } = await planCreation(creation);
	if (creation.isFollowUp && changed.length === 0) return { ...plan, files: [] };
	if (creation.isFollowUp && !(await wantsRest(heading, changed, dialogs))) return undefined;
	const warnings = [...plan.warnings, ...creation.warnings].filter(
		(each) => !creation.known.includes(each),
	);
	if (!(await askToGoOn(heading, warnings, dialogs))) return undefined;
	const files: PlannedFile[] = [];
	for (const file of changed) {
		const decision = await decide(file, creation.project, dialogs);
		if (decision === 'cancel') return undefined;
		if (decision === 'write') files.push(file);
	}
	if (files.length === 0) {
		void dialogs.tell(plain`The project has all of “${creation.title}” already.`);
		// The next steps were said when it was written.
		return { ...plan, files, next: [] };
	}
	const { title, project, preview } = creation;
	// What the user asked for comes first, what it needs after it.
	const sorted = files.toSorted((a, b) => Number(b.from === title) - Number(a.from === title));
	const chosen = preview
		? await confirmFiles(title, sorted, {
				root: project.root,
				targets,
				secrets: plan.secrets,
				heading,
				pickFrom,
			})
		: sorted;
	const confirmed = chosen && (await askAboutDangers(chosen, targets, creation, dialogs));
	if (!confirmed || confirmed.length === 0) return undefined;
	const written = await writePlanned(confirmed, targets, project);
	await openFirst(confirmed, targets, dialogs);
	return { ...plan, files: confirmed, written };
}

/** What the files of a pattern would be in a project. */
export interface PlannedCreation {
	/** As the project formats its files. */
	readonly plan: InsertionPlan;
	/** Of each file that was looked at, by its path. */
	readonly targets: Targets;
	/** The files of the plan that would be made or changed, or that have a name already. */
	readonly changed: readonly PlannedFile[];
}

/**
 * Works out what a pattern makes of a project, and writes nothing.
 *
 * @throws UserError where a file that would be written cannot be
 */
export async function planCreation(
	creation: Omit<FileCreation, 'known' | 'preview' | 'source' | 'projectName'>,
): Promise<PlannedCreation> {
	const { plan: unformatted, targets } = await planWithExisting(creation);
	const plan = await formatted(unformatted, creation.project);
	const changed = plan.files.filter(
		({ before, text, conflicts }) => before !== text || conflicts.length > 0,
	);
	return { plan, targets, changed };
}

/**
 * Writes files of a plan, all or none.
 *
 * @returns what takes them back
 * @throws UserError where one of them cannot be written, or has changed since it was planned
 */
export async function writePlanned(
	files: readonly PlannedFile[],
	targets: Targets,
	{ root }: Project,
): Promise<WrittenFiles> {
	return writeFiles(await lookAgain(files, targets, root));
}

async function wantsRest(
	title: string,
	files: readonly PlannedFile[],
	dialogs: Dialogs,
): Promise<boolean> {
	const create = 'Create Files…';
	const [made, added] = [true, false].map((isNew) =>
		files
			.filter(({ before }) => (before === undefined) === isNew)
			.map(({ path }) => visiblePath(path)),
	) as [PlainText[], PlainText[]];
	const sentences = [
		...(made.length > 0
			? [plain`“${title}” also needs ${made}, which the project does not have.`]
			: []),
		...(added.length > 0 ? [plain`“${title}” also adds to ${added}.`] : []),
	];
	return (await dialogs.tell(paragraph(...sentences), [create])) === create;
}

/**
 * Asks about each file that decides what runs or holds secrets, in a dialog of its own. Where the
 * pattern is one of this extension, the list that was confirmed has said it.
 *
 * @returns the files without those that the user does not want
 */
async function askAboutDangers(
	files: readonly PlannedFile[],
	targets: Targets,
	{ preview, source }: FileCreation,
	dialogs: Dialogs,
): Promise<readonly PlannedFile[]> {
	if (preview && source === undefined) return files;
	const wanted: PlannedFile[] = [];
	for (const file of files) {
		const reasons = targets.get(file.path)?.reasons ?? [];
		// VS Code gives the first button the focus: Enter must not agree.
		const [no, yes] = ['Do Not Write', 'Write It'] as const;
		const from = source === undefined ? [] : [plain`The pattern is from ${source}.`];
		const question = plain`Write ${visiblePath(file.path)}?`;
		const isWanted =
			reasons.length === 0 ||
			(await dialogs.ask(question, [no, yes], paragraph(...reasons, ...from))) === yes;
		if (isWanted) wanted.push(file);
	}
	return wanted;
}

/** The plan as the project formats its files: by its Prettier's options, else as VS Code does there. */
async function formatted(plan: InsertionPlan, { root, facts }: Project): Promise<InsertionPlan> {
	const { format, formatOf, isPrettier } = await readProjectFormat(root, facts);
	if (isPrettier) return formatPlan(plan, formatOf);
	return withDocumentFormatter(format, (formatter) => formatPlan(plan, formatOf, formatter));
}

/** A plan asks for the files that may matter to it, which may tell of others: so often at most. */
const mostRounds = 5;

/**
 * Plans until every file was looked at that the plan asks for.
 *
 * @throws UserError where a file that is to be written cannot be
 */
async function planWithExisting({
	patterns,
	project: { root, facts },
	route,
	ownRoute,
	routes,
	libFolders,
}: Pick<
	FileCreation,
	'patterns' | 'project' | 'route' | 'ownRoute' | 'routes' | 'libFolders'
>): Promise<{
	readonly plan: InsertionPlan;
	readonly targets: Targets;
}> {
	const targets = new Map<string, PatternTarget>();
	const failures = new Map<string, unknown>();
	const makeSecret = newSecrets();
	for (let round = 0; ; round++) {
		const unseen = new Set<string>();
		const plan = planAll(patterns, facts, {
			libFolders,
			makeSecret,
			...(route !== undefined && { route }),
			...(ownRoute !== undefined && { ownRoute }),
			routes,
			existing: (path) => {
				if (!targets.has(path) && !failures.has(path)) unseen.add(path);
				return targets.get(path)?.existing?.text;
			},
		});
		if (unseen.size === 0 || round === mostRounds) {
			const failed = plan.files.find(({ path }) => !targets.has(path));
			if (failed) throw failures.get(failed.path) ?? changedMeanwhile(failed.path);
			return { plan, targets };
		}
		await Promise.all(
			[...unseen].map(async (path) => {
				try {
					targets.set(path, await findTarget(root, path));
				} catch (error) {
					// Many files are only looked at.
					failures.set(path, error);
				}
			}),
		);
	}
}

async function decide(
	{ path, before, conflicts }: PlannedFile,
	{ root }: Project,
	dialogs: Dialogs,
): Promise<'write' | 'skip' | 'cancel'> {
	if (before === undefined || conflicts.length === 0) return 'write';
	const [add, skip, open] = ['Add Anyway', 'Skip This File', 'Open It'] as const;
	const whole = conflicts.some(({ name }) => name === path);
	const names = conflicts.map(({ name }) => name);
	const shown = visiblePath(path);
	const chosen = await dialogs.ask(
		whole ? plain`${shown} exists and cannot be merged.` : plain`${shown} already has ${names}.`,
		whole ? [skip, open] : [add, skip, open],
		plain`Nothing that exists is overwritten. To merge by hand, open the file and insert the pattern at the cursor.`,
	);
	if (chosen === open) {
		await vscode.window.showTextDocument(await openFile(vscode.Uri.joinPath(root, path)));
	}
	if (chosen === add) return 'write';
	return chosen === skip ? 'skip' : 'cancel';
}

/**
 * What is written, where nothing has changed since it was looked at.
 *
 * @throws UserError where a file was made or edited meanwhile, or its path leads elsewhere
 */
async function lookAgain(
	files: readonly PlannedFile[],
	targets: Targets,
	root: vscode.Uri,
): Promise<readonly FileToWrite[]> {
	const found: FileToWrite[] = [];
	for (const { path, text, before } of files) {
		const target = await findTarget(root, path);
		const seen = targets.get(path);
		const isSame =
			target.uri.toString() === seen?.uri.toString() &&
			target.place?.root === seen.place?.root &&
			target.existing?.text === before &&
			target.existing?.file.id === seen.existing?.file.id;
		if (!isSame) throw changedMeanwhile(path);
		found.push({ path, text, target });
	}
	return found;
}

/** Shows the file that one goes on working in: the route file, else the first. */
async function openFirst(
	files: readonly PlannedFile[],
	targets: Targets,
	dialogs: Dialogs,
): Promise<void> {
	const shown = files.filter(({ path }) => !isSecretPath(path));
	const first = shown.find(({ path }) => path.includes('/+')) ?? shown[0];
	const target = first && targets.get(first.path);
	if (!target) return;
	try {
		await vscode.window.showTextDocument(await openFile(target.uri));
	} catch {
		// They are written all the same: that is not to look like a failure.
		void dialogs.tell(plain`${visiblePath(first.path)} was written, but cannot be opened.`);
	}
}
