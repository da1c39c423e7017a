import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { readProjectFacts } from '../../../../src/core/project/project.ts';
import { chooseProject, titleIn } from '../../../../src/features/patterns/chooseProject.ts';
import type { Project } from '../../../../src/host/project/projectReader.ts';
import { PreparedDialogs } from '../../../helpers/preparedDialogs.ts';

const [workspace] = vscode.workspace.workspaceFolders ?? [];
const base = workspace?.uri ?? vscode.Uri.file('/');

function project(folder: string, kit?: string): Project {
	const packages = kit === undefined ? {} : { devDependencies: { '@sveltejs/kit': kit } };
	const { facts } = readProjectFacts({ packageJson: JSON.stringify(packages), fileNames: [] });
	return { root: vscode.Uri.joinPath(base, folder), facts, problems: [] };
}

const web = project('apps/web', '2.60.0');
const site = project('apps/site', '3.2.0');
const tools = project('packages/tools');

/** What is asked, which project it is, and the title for it. */
async function choose(
	all: readonly Project[],
	{ file, near = all[0], answer }: { file?: string; near?: Project; answer?: string } = {},
): Promise<readonly unknown[]> {
	const dialogs = new PreparedDialogs(answer);
	const uri = file === undefined ? undefined : vscode.Uri.joinPath(base, file);
	const projects = { near: async () => near, all: async () => all };
	const chosen = await chooseProject(uri, projects, dialogs);
	return [dialogs.asked, chosen?.project, chosen && titleIn('Form Actions', chosen)];
}

const question = 'Which project is it for? apps/web | apps/site';

describe('the project that a pattern goes into', () => {
	it('is asked for where the workspace has several and no file says it', async () => {
		const title = 'Form Actions · apps/site (SvelteKit 3.2.0)';
		assert.deepEqual(await choose([web, site], { answer: 'apps/site' }), [[question], site, title]);
		const inTools = { file: 'packages/tools/a.ts', near: tools, answer: 'apps/site' };
		assert.deepEqual(await choose([web, site], inTools), [[question], site, title]);
		assert.deepEqual(await choose([web, site]), [[question], undefined, undefined]);
	});

	it('is that of the file in the editor, and every title names it', async () => {
		const inSite = { file: 'apps/site/src/app.html', near: site };
		assert.deepEqual(await choose([web, site], inSite), [
			[],
			site,
			'Form Actions · apps/site (SvelteKit 3.2.0)',
		]);
	});

	it('is the only one without a question', async () => {
		assert.deepEqual(await choose([web]), [[], web, 'Form Actions']);
		const inTools = { file: 'packages/tools/a.ts', near: tools };
		assert.deepEqual(await choose([web], inTools), [[], web, 'Form Actions']);
		assert.deepEqual(await choose([], { near: tools }), [[], tools, 'Form Actions']);
	});
});
