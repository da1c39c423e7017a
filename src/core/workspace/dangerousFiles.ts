import { isSecretPath } from '../tools/secretFiles.ts';

/**
 * What speaks against writing a file, by its path alone: `refused` is never written, `asked` only
 * once the user has said so about this very file.
 */
export interface Danger {
	readonly kind: 'refused' | 'asked';
	/** A whole sentence for the user and the model. */
	readonly reason: string;
}

const reasons = {
	editor: 'Editors run what files like this one say as soon as the folder is open.',
	agents: 'This file decides what agents are told and may do.',
	hooks: 'Git runs what files like this one say.',
	server: 'This file decides what runs on a server, with its rights.',
	packages: 'This file decides which code is installed, and what runs then.',
	build: 'Builds, tests and editors run what is in this file.',
	shell: 'Shells and other programs run this file when they start.',
} as const;

export const secretName = 'Files of this name hold passwords or keys.';

type Reason = keyof typeof reasons;

/** Folders whose every file counts. */
const folders: Readonly<Record<Reason, readonly string[]>> = {
	editor: [
		'.vscode',
		'.vscode-server',
		'.vscode-insiders',
		'.devcontainer',
		'.idea',
		'.run',
		'.zed',
		'.fleet',
		'.nvim',
		'.vim',
		'.emacs.d',
		'.sublime',
		'.vs',
		'.theia',
		'.idx',
		'.codesandbox',
		'.stackblitz',
		'.gitpod',
	],
	agents: [
		'.claude',
		'.claude-plugin',
		'.cursor',
		'.codex',
		'.gemini',
		'.windsurf',
		'.codeium',
		'.continue',
		'.cline',
		'.clinerules',
		'.roo',
		'.kilocode',
		'.kiro',
		'.junie',
		'.aider',
		'.agents',
		'.agent',
		'.opencode',
		'.openhands',
		'.amazonq',
		'.augment',
		'.goose',
		'.trae',
		'.qwen',
		'.copilot',
		'.crush',
		'.factory',
		'.mcp',
	],
	hooks: ['.husky', '.githooks', '.git-hooks', 'githooks', 'git-hooks', '.lefthook'],
	server: [
		'.github',
		'.gitlab',
		'.circleci',
		'.buildkite',
		'.teamcity',
		'.semaphore',
		'.woodpecker',
		'.drone',
		'.azure-pipelines',
		'.azuredevops',
		'.forgejo',
		'.gitea',
		'.tekton',
		'.harness',
	],
	packages: ['.yarn', '.pnpm', '.bundle', '.cargo', '.mvn', '.nuget', '.pnpm-store'],
	build: ['.storybook', '.direnv', '.devenv', '.mise', '.terraform'],
	shell: ['.zsh', '.oh-my-zsh', '.bashrc.d', '.profile.d', 'profile.d'],
};

/** File names; `*` stands for any characters. */
const names: Readonly<Record<Reason, readonly string[]>> = {
	editor: [
		'*.code-workspace',
		'*.code-profile',
		'devcontainer.json',
		'.devcontainer.json',
		'*.sublime-project',
		'*.sublime-build',
		'.exrc',
		'.vimrc',
		'.nvimrc',
		'.lvimrc',
		'.nvim.lua',
		'.vim-bookmarks',
		'.dir-locals.el',
		'.dir-locals-2.el',
		'.projectile',
		'.emacs',
		'.gitpod.yml',
		'.gitpod.dockerfile',
		'.replit',
		'replit.nix',
		'.stackblitzrc',
		'.luarc.json*',
		'.kateproject',
		'desktop.ini',
		'autorun.inf',
		'*.desktop',
		'*.lnk',
	],
	agents: [
		'.mcp.json',
		'mcp.json',
		'.claude.json',
		'agents.md',
		'agent.md',
		'agents.*.md',
		'claude.md',
		'claude.*.md',
		'gemini.md',
		'qwen.md',
		'warp.md',
		'codex.md',
		'crush.md',
		'skill.md',
		'copilot-instructions.md',
		'*.agent.md',
		'*.prompt.md',
		'*.instructions.md',
		'*.chatmode.md',
		'*.mdc',
		'.cursorrules',
		'.cursorignore',
		'.windsurfrules',
		'.clinerules',
		'.roomodes',
		'.roorules*',
		'.goosehints',
		'.rules',
		'.aider*',
		'opencode.json*',
		'crush.json',
		'.crush.json',
	],
	hooks: [
		'lefthook.*',
		'.lefthook.*',
		'lefthook-local.*',
		'.lefthook-local.*',
		'.pre-commit-config.y*ml',
		'.pre-commit-hooks.y*ml',
		'.overcommit.yml',
		'.captainhook*',
		'captainhook.json',
		'.huskyrc*',
		'simple-git-hooks.*',
		'.simple-git-hooks.*',
		'.lintstagedrc*',
		'.commitlintrc*',
		'.gitmodules',
		'.gitattributes',
		'.gitconfig',
		'.hgrc',
	],
	server: [
		'.gitlab-ci.y*ml',
		'*.gitlab-ci.y*ml',
		'jenkinsfile*',
		'azure-pipelines*',
		'bitbucket-pipelines.y*ml',
		'.travis.y*ml',
		'appveyor.y*ml',
		'.appveyor.y*ml',
		'.drone.*',
		'.woodpecker*',
		'.cirrus.*',
		'codemagic.yaml',
		'bitrise.yml',
		'buildspec*.y*ml',
		'appspec.y*ml',
		'cloudbuild*.y*ml',
		'wercker.yml',
		'.scrutinizer.yml',
		'renovate.json*',
		'.renovaterc*',
		'vercel.json',
		'netlify.toml',
		'wrangler.json*',
		'wrangler.toml',
		'fly.toml',
		'fly.*.toml',
		'render.yaml',
		'railway.json',
		'railway.toml',
		'firebase.json',
		'amplify.yml',
		'serverless.*',
		'app.yaml',
		'heroku.yml',
		'procfile*',
		'dockerfile*',
		'*.dockerfile',
		'containerfile*',
		'docker-compose*',
		'compose.y*ml',
		'compose.*.y*ml',
		'docker-bake.*',
		'skaffold.yaml',
		'tiltfile',
		'vagrantfile',
		'*.service',
		'*.timer',
		'crontab',
		'*.crontab',
		'.htaccess',
		'.user.ini',
	],
	packages: [
		'package.json',
		'package.json5',
		'package.yaml',
		'package-lock.json',
		'npm-shrinkwrap.json',
		'yarn.lock',
		'pnpm-lock.yaml',
		'pnpm-workspace.yaml',
		'bun.lock*',
		'bunfig.toml',
		'.bunfig.toml',
		'.npmrc*',
		'.yarnrc*',
		'.pnpmfile.*',
		'pnpmfile.*',
		'.pnp.*',
		'.ncurc*',
		'deno.json*',
		'deno.lock',
		'jsr.json*',
		'lerna.json',
		'rush.json',
		'composer.json',
		'composer.lock',
		'gemfile*',
		'*.gemspec',
		'pipfile*',
		'requirements*.txt',
		'poetry.lock',
		'uv.lock',
		'uv.toml',
		'environment.y*ml',
		'cargo.toml',
		'cargo.lock',
		'go.mod',
		'go.sum',
		'go.work',
		'nuget.config',
		'packages.config',
		'package.swift',
		'podfile*',
		'pubspec.y*ml',
		'mix.exs',
		'mix.lock',
		'brewfile',
		'.pip*',
		'pip.conf',
		'pip.ini',
		'.condarc',
		'.envrc*',
		'.tool-versions',
		'mise.toml',
		'mise.*.toml',
		'.mise.*',
		'.rtx.toml',
		'devbox.json',
		'flake.nix',
		'flake.lock',
		'shell.nix',
		'default.nix',
		'devenv.*',
	],
	build: [
		'*.config.js',
		'*.config.cjs',
		'*.config.mjs',
		'*.config.ts',
		'*.config.cts',
		'*.config.mts',
		'*.config.jsx',
		'*.config.tsx',
		'*.config.json',
		'*.config.*.js',
		'*.config.*.cjs',
		'*.config.*.mjs',
		'*.config.*.ts',
		'*.config.*.mts',
		'*.workspace.js',
		'*.workspace.mjs',
		'*.workspace.ts',
		'.*rc.js',
		'.*rc.cjs',
		'.*rc.mjs',
		'.*rc.ts',
		'.*rc.cts',
		'.*rc.mts',
		'.eslintrc*',
		'.prettierrc*',
		'.stylelintrc*',
		'.babelrc*',
		'.swcrc*',
		'.postcssrc*',
		'.mocharc*',
		'.nycrc*',
		'.taprc*',
		'.releaserc*',
		'.size-limit*',
		'.graphqlrc*',
		'.markdownlint*',
		'.xo-config*',
		'.swrc*',
		'.oxlintrc*',
		'biome.json*',
		'.biome.json*',
		'tsconfig*.json',
		'jsconfig*.json',
		'nx.json',
		'project.json',
		'turbo.json*',
		'nodemon.json',
		'angular.json',
		'gulpfile.*',
		'gruntfile.*',
		'webpack.*',
		'rollup.*',
		'jakefile*',
		'makefile*',
		'*.mk',
		'*.mak',
		'gnumakefile',
		'justfile',
		'.justfile',
		'*.just',
		'taskfile*.y*ml',
		'cmakelists.txt',
		'cmakepresets.json',
		'cmakeuserpresets.json',
		'*.cmake',
		'rakefile*',
		'*.rake',
		'setup.py',
		'setup.cfg',
		'pyproject.toml',
		'conftest.py',
		'sitecustomize.py',
		'usercustomize.py',
		'*.pth',
		'noxfile.py',
		'tox.ini',
		'pytest.ini',
		'dodo.py',
		'fabfile.py',
		'build.rs',
		'build.zig*',
		'build.xml',
		'build.sbt',
		'build.ninja',
		'*.gradle',
		'*.gradle.kts',
		'gradle.properties',
		'gradlew*',
		'mvnw*',
		'pom.xml',
		'*.csproj',
		'*.fsproj',
		'*.vbproj',
		'*.vcxproj',
		'*.proj',
		'*.props',
		'*.targets',
		'*.sln',
		'*.slnx',
		'*.xcconfig',
		'*.pbxproj',
		'.browserslistrc',
		'.bazelrc',
		'.buckconfig',
		'buck',
		'build',
		'workspace',
		'workspace.bazel',
		'module.bazel',
		'build.bazel',
		'*.bzl',
		'sconstruct',
		'sconscript',
		'wscript',
		'meson.build',
		'configure',
		'configure.ac',
		'autogen.sh',
		'premake*.lua',
		'xmake.lua',
		'*.cabal',
		'stack.yaml',
		'project.clj',
		'deps.edn',
		'rebar.config',
		'dune',
		'dune-project',
	],
	shell: [
		'.bashrc',
		'.bash_*',
		'.profile',
		'.zshrc',
		'.zshenv',
		'.zprofile',
		'.zlogin',
		'.zlogout',
		'.kshrc',
		'.mkshrc',
		'.cshrc',
		'.tcshrc',
		'.login',
		'.logout',
		'.inputrc',
		'config.fish',
		'profile.ps1',
		'*_profile.ps1',
		'.xinitrc',
		'.xprofile',
		'.xsession*',
		'.gdbinit',
		'.lldbinit',
		'.rprofile',
		'.irbrc',
		'.pryrc',
		'.pythonrc*',
		'.pystartup',
		'.psqlrc',
		'.sqliterc',
		'.screenrc',
		'.tmux.conf',
		'.perltidyrc',
		'.wslconfig',
	],
};

/** Markdown in such folders is what agents are told. */
const agentFolders: ReadonlySet<string> = new Set([
	'agents',
	'prompts',
	'instructions',
	'chatmodes',
	'skills',
]);

/** The ends of paths whose names say little alone. */
const ends: readonly (readonly [string, Reason])[] = [
	['/mise/config.toml', 'packages'],
	['/mise/config.local.toml', 'packages'],
	['/gradle/wrapper/gradle-wrapper.properties', 'packages'],
	['/git/config', 'hooks'],
	['/nvim/init.lua', 'editor'],
	['/nvim/init.vim', 'editor'],
];

/** What Git runs from a folder named `hooks`, wherever Git has been told to look. */
const gitHooks: ReadonlySet<string> = new Set([
	'applypatch-msg',
	'pre-applypatch',
	'post-applypatch',
	'pre-commit',
	'pre-merge-commit',
	'prepare-commit-msg',
	'commit-msg',
	'post-commit',
	'pre-rebase',
	'post-checkout',
	'post-merge',
	'pre-push',
	'pre-receive',
	'update',
	'proc-receive',
	'post-receive',
	'post-update',
	'reference-transaction',
	'push-to-checkout',
	'pre-auto-gc',
	'post-rewrite',
	'sendemail-validate',
	'fsmonitor-watchman',
	'post-index-change',
]);

/** Files at the top of a repository without a work tree, which is how Git knows one. */
const repositoryNames: ReadonlySet<string> = new Set([
	'head',
	'packed-refs',
	'commondir',
	'gitdir',
]);

/** Folders of version control, with what they are called. */
const repositories: ReadonlyMap<string, string> = new Map([
	['.git', 'Git'],
	['.hg', 'Mercurial'],
	['.svn', 'Subversion'],
	['.jj', 'Jujutsu'],
	['.bzr', 'Bazaar'],
]);

const byFolder = new Map<string, Reason>();
const byName = new Map<string, Reason>();
const byPattern: {
	readonly start: string;
	readonly parts: readonly string[];
	readonly reason: Reason;
}[] = [];

for (const reason of Object.keys(reasons) as Reason[]) {
	for (const folder of folders[reason]) byFolder.set(folder, reason);
	for (const name of names[reason]) {
		const [start = '', ...parts] = name.split('*');
		if (parts.length === 0) byName.set(name, reason);
		else byPattern.push({ start, parts, reason });
	}
}

/**
 * What speaks against writing a file, for the tools and patterns of agents alike. Names count as
 * file systems take them: without case, without trailing dots and blanks, composed or not.
 *
 * @param path `/` or `\` between names; one that came through links is asked about both ways
 */
export function dangerOf(path: string): Danger | undefined {
	const parts = fileSystemNames(path);
	for (const [i, part] of parts.entries()) {
		const system = repositories.get(part) ?? (part.endsWith('.git') ? 'Git' : undefined);
		// A file may well be called like `notes.git`; a folder of that name is a repository.
		if (system !== undefined && (i < parts.length - 1 || repositories.has(part))) {
			return refused(`It belongs to ${system} itself. Use ${system} in the terminal instead.`);
		}
		if (part === 'node_modules' || part === 'bower_components') {
			return refused('It belongs to an installed package. Change what is installed instead.');
		}
	}
	const name = parts.at(-1) ?? '';
	const parents = parts.slice(0, -1);
	if (repositoryNames.has(name) || (parents.at(-1) === 'refs' && name === 'heads')) {
		return refused('Git takes a folder with such a file for a repository.');
	}
	const inFolder = parts.map((part) => byFolder.get(part)).find((reason) => reason !== undefined);
	const reason = inFolder ?? byName.get(name) ?? patternReason(name) ?? placeReason(parents, name);
	return reason && { kind: 'asked', reason: reasons[reason] };
}

/**
 * Why the user is asked before a file is written, as sentences; empty where nothing speaks against
 * it.
 *
 * @param paths of the file: as it was given, and as its links lead
 */
export function reasonsToAsk(...paths: readonly string[]): readonly string[] {
	const dangers = paths.map(dangerOf).filter((danger) => danger !== undefined);
	const found = dangers.map(({ reason }) => reason);
	return [...new Set(paths.some(isSecretPath) ? [secretName, ...found] : found)];
}

function refused(reason: string): Danger {
	return { kind: 'refused', reason };
}

function patternReason(name: string): Reason | undefined {
	return byPattern.find(({ start, parts }) => fits(name, start, parts))?.reason;
}

/** Whether a name consists of the parts in their order, with anything between them. */
function fits(name: string, start: string, parts: readonly string[]): boolean {
	if (!name.startsWith(start)) return false;
	let at = start.length;
	for (const part of parts.slice(0, -1)) {
		const found = name.indexOf(part, at);
		if (found === -1) return false;
		at = found + part.length;
	}
	const end = parts.at(-1) ?? '';
	return name.length - end.length >= at && name.endsWith(end);
}

function placeReason(parents: readonly string[], name: string): Reason | undefined {
	if (/\.mdc?$/.test(name) && parents.some((parent) => agentFolders.has(parent))) return 'agents';
	if (parents.includes('hooks') && gitHooks.has(name)) return 'hooks';
	const path = `/${[...parents, name].join('/')}`;
	return ends.find(([end]) => path.endsWith(end))?.[1];
}

/**
 * The names on a path as file systems compare them. Windows drops what follows a colon, and dots and
 * blanks at the end; macOS and Windows compare without case, macOS composes letters.
 */
export function fileSystemNames(path: string): readonly string[] {
	return (
		path
			.normalize('NFKC')
			// Through both cases, because `ı` and `ſ` become plain letters only in upper case.
			.toUpperCase()
			.toLowerCase()
			.normalize('NFKC')
			.replace(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
			.split(/[/\\]/)
			.map(withoutEnds)
			.filter((name) => name !== '')
	);
}

function withoutEnds(name: string): string {
	const colon = name.indexOf(':');
	let end = colon === -1 ? name.length : colon;
	while (end > 0 && '. '.includes(name.charAt(end - 1))) end--;
	let start = 0;
	while (start < end && name.charAt(start) === ' ') start++;
	return name.slice(start, end);
}
