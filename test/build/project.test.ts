import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import yaml from 'js-yaml';
import { describe, it } from 'mocha';
import { repoRoot } from '../../build/vscode/paths.ts';

interface Launch {
	readonly configurations: readonly { readonly name: string; readonly preLaunchTask?: string }[];
}

interface Tasks {
	readonly tasks: readonly {
		readonly label: string;
		readonly script?: string;
		readonly dependsOn?: readonly string[];
	}[];
}

interface Workflow {
	readonly jobs: Readonly<
		Record<string, { readonly steps: readonly { readonly run?: string; readonly uses?: string }[] }>
	>;
}

function text(file: string): string {
	return readFileSync(path.join(repoRoot, file), 'utf8');
}

interface Setting {
	readonly enum?: readonly string[];
	readonly enumItemLabels?: readonly string[];
	readonly markdownEnumDescriptions?: readonly string[];
}

const { scripts, version, contributes } = JSON.parse(text('package.json')) as {
	readonly scripts: Readonly<Record<string, string>>;
	readonly version: string;
	readonly contributes: {
		readonly configuration: readonly { readonly properties: Readonly<Record<string, Setting>> }[];
	};
};

describe('the project', () => {
	it('has the tasks that are run before debugging, and the scripts that they run', () => {
		const { configurations } = JSON.parse(text('.vscode/launch.json')) as Launch;
		const { tasks } = JSON.parse(text('.vscode/tasks.json')) as Tasks;
		const labels = new Set(tasks.map(({ label }) => label));
		const needed = [
			...configurations.flatMap(({ preLaunchTask }) => preLaunchTask ?? []),
			...tasks.flatMap(({ dependsOn }) => dependsOn ?? []),
		];
		assert.deepEqual(
			needed.filter((label) => !labels.has(label)),
			[],
		);
		assert.deepEqual(
			tasks.flatMap(({ script }) => (script === undefined || script in scripts ? [] : script)),
			[],
		);
	});

	it('has words for each value of a setting that one chooses from a list', () => {
		const lists = contributes.configuration.flatMap(({ properties }) =>
			Object.entries(properties).filter(([, setting]) => setting.enum),
		);
		assert.ok(lists.length > 0);
		for (const [id, setting] of lists) {
			const count = setting.enum?.length;
			assert.equal(setting.enumItemLabels?.length, count, id);
			assert.equal(setting.markdownEnumDescriptions?.length, count, id);
		}
	});

	it('has the scripts that its workflows run', () => {
		const folder = '.github/workflows';
		const workflows = readdirSync(path.join(repoRoot, folder));
		assert.deepEqual(workflows.toSorted(), ['check.yml', 'publish.yml']);
		const commands = workflows.flatMap((name) => {
			const { jobs } = yaml.safeLoad(text(`${folder}/${name}`)) as Workflow;
			return Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
		});
		const run = commands.flatMap((line) => /\bnpm (?:run )?([\w:]+)/.exec(line)?.[1] ?? []);
		assert.deepEqual([...new Set(run)].toSorted(), ['check', 'package', 'test']);
		assert.deepEqual(
			run.filter((script) => !(script in scripts)),
			[],
		);
	});

	it('installs what they need before the scripts that a fresh clone runs', () => {
		for (const script of ['start', 'test', 'check', 'build', 'generate', 'package', 'bench']) {
			assert.equal(scripts[`pre${script}`], 'node build/install.mjs', script);
		}
	});

	it('keeps a changelog with a section for what comes and for this version', () => {
		const heads = [...text('CHANGELOG.md').matchAll(/^## \[(.+?)\]/gm)].map(([, name]) => name);
		assert.deepEqual(heads.slice(0, 2), ['Unreleased', version]);
		const kinds = [...text('CHANGELOG.md').matchAll(/^### (.+)/gm)].map(([, name]) => name ?? '');
		const allowed = new Set(['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security']);
		assert.deepEqual(
			kinds.filter((kind) => !allowed.has(kind)),
			[],
		);
	});

	it('has a README of at most 9 KB, and the files that its documents link to', () => {
		assert.ok(Buffer.byteLength(text('README.md')) <= 9_000);
		const documents = [
			'README.md',
			'CONTRIBUTING.md',
			'SECURITY.md',
			...readdirSync(path.join(repoRoot, 'docs'))
				.filter((name) => name.endsWith('.md'))
				.map((name) => `docs/${name}`),
		];
		const missing = documents.flatMap((document) =>
			[...text(document).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)]
				.map(([, target = '']) => path.join(path.dirname(document), target))
				.filter((target) => !existsSync(path.join(repoRoot, target)))
				.map((target) => `${document}: ${target}`),
		);
		assert.deepEqual(missing, []);
	});

	it('names the address of its repository once, in package.json', () => {
		const { repository, ...rest } = JSON.parse(text('package.json')) as {
			readonly repository: { readonly url: string };
		};
		const address = repository.url.replace(/\.git$/, '');
		assert.match(JSON.stringify(rest), new RegExp(`"homepage":"${address}#readme"`));
		const others = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'].filter((file) =>
			text(file).includes(address),
		);
		assert.deepEqual(others, []);
	});
});
