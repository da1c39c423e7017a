import { fileSystemNames, isShortName } from './fileSystemNames.ts';
import { isSecretPath } from './secretFiles.ts';

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
	script: 'People and other programs run files like this one as they are.',
	unknown: 'This is a short name of Windows. It may be that of a file that decides what runs.',
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
		'.helix',
		'.nova',
		'.settings',
		'.kakoune',
		'.micro',
		'.lapce',
		'.komodo',
		'.c9',
		'.atom',
		'.pulsar',
		'.nbproject',
		'nbproject',
		'.metals',
		'.bloop',
		'.bsp',
		'.jupyter',
		'.ipython',
		'.rstudio',
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
		'.amp',
		'.zencoder',
		'.rovodev',
		'.tabnine',
		'.bolt',
		'.v0',
		'.ai',
		'.prompts',
		'.lovable',
		'.devin',
		'.sweep',
		'.plandex',
		'.cody',
		'.sourcegraph',
		'.warp',
		'.void',
		'.pearai',
		'.firebender',
		'.antigravity',
		'.jules',
		'.ruler',
		'.rulesync',
		'.specify',
		'.taskmaster',
		'.serena',
		'.vibe',
		'.grok',
		'.kimi',
		'.iflow',
		'.codebuddy',
		'.qoder',
		'.lingma',
		'.marscode',
		'.blackbox',
		'.refact',
		'.mcp',
	],
	hooks: [
		'.husky',
		'.hooks',
		'.githooks',
		'.git-hooks',
		'.git_hooks',
		'githooks',
		'git-hooks',
		'git_hooks',
		'.lefthook',
	],
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
		'.gitlab-ci',
		'.dependabot',
		'.builds',
		'.ci',
		'.jenkins',
		'.concourse',
		'.pipelines',
		'.cirrus',
		'.ebextensions',
		'.platform',
		'.platform.app',
		'.upsun',
		'.do',
		'.openshift',
		'.nais',
		'.probot',
	],
	packages: ['.yarn', '.pnpm', '.bundle', '.cargo', '.mvn', '.nuget', '.pnpm-store'],
	build: [
		'.storybook',
		'.ladle',
		'.histoire',
		'.vitepress',
		'.vuepress',
		'.docusaurus',
		'.expo',
		'.angular',
		'.nx',
		'.wdio',
		'.cypress',
		'.direnv',
		'.devenv',
		'.mise',
		'.terraform',
	],
	shell: ['.zsh', '.oh-my-zsh', '.bashrc.d', '.profile.d', 'profile.d'],
	script: ['.bin'],
	unknown: [],
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
		'.project',
		'.classpath',
		'.factorypath',
		'.cproject',
		'.pydevproject',
		'.spyproject',
		'*.rproj',
		'.clangd',
		'.ccls',
		'.clang-tidy',
		'compile_flags.txt',
		'compile_commands.json',
		'.vimspector.json',
		'coc-settings.json',
		'.neoconf.json',
		'.solargraph.yml',
		'.phpactor.json',
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
		'llms.txt',
		'llms-*.txt',
		'conventions.md',
		'replit.md',
		'jules.md',
		'devin.md',
		'system-prompt*.md',
		'system-prompt*.txt',
		'.pr_agent.toml',
		'.coderabbit.y*ml',
		'.sourcery.y*ml',
		'sweep.yaml',
		'.aiignore',
		'.aiexclude',
		'.codeiumignore',
		'.geminiignore',
		'.*rules',
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
		'cdk.json',
		'cdk.context.json',
		'inventory.ini',
		'hosts.ini',
		'*.tf',
		'*.tf.json',
		'*.tofu',
		'*.tfbackend',
		'*.hcl',
		'*.bicep',
		'*.nomad',
		'samconfig.*',
		'sam.yaml',
		'template.y*ml',
		'pulumi.y*ml',
		'pulumi.*.y*ml',
		'sst.json',
		'ansible.cfg',
		'playbook*.y*ml',
		'chart.yaml',
		'helmfile*',
		'kustomization.y*ml',
		'.mergify.yml',
		'.kodiak.toml',
		'sonar-project.properties',
		'codecov.y*ml',
		'.codecov.y*ml',
		'.codeclimate.yml',
		'.snyk',
		'dependabot.yml',
		'.build.yml',
		'.platform.app.yaml',
		'apprunner.yaml',
		'now.json',
		'ecosystem.*',
		'pm2.json',
		'pm2.*',
		'caddyfile*',
		'nginx.conf',
		'httpd.conf',
		'supervisord.conf',
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
		'*requirements*.txt',
		'*requirements*.in',
		'constraints*.txt',
		'*-constraints.txt',
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
		'rust-toolchain*',
		'global.json',
		'dotnet-tools.json',
		'paket.*',
		'vcpkg*.json',
		'conanfile.*',
		'cartfile*',
		'mintfile',
		'libs.versions.toml',
		'gradle-wrapper.*',
		'*.sbt',
		'.*-version',
		'pixi.toml',
		'pixi.lock',
		'pdm.lock',
		'pdm.toml',
		'renv.lock',
		'gems.rb',
		'gems.locked',
		'bower.json',
		'elm.json',
		'import_map.json',
		'import-map.json',
		'importmap.json',
		'buf.yaml',
		'buf.gen.yaml',
		'buf.work.yaml',
	],
	build: [
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
		'binding.gyp',
		'*.gyp',
		'*.gypi',
		'cypress.json',
		'testem.json',
		'cucumber.y*ml',
		'cucumber.json',
		'.ember-cli',
		'.release-it*',
		'codegen.y*ml',
		'graphql.y*ml',
		'tauri.toml',
		'tauri.*.toml',
		'electron-builder.*',
		'electron-builder-*',
		'eas.json',
		'.vscode-test*',
		'nodemon*.json',
		'*.podspec',
		'pylintrc',
		'ruff.toml',
		'.ruff.toml',
		'mypy.ini',
		'.mypy.ini',
		'.flake8',
		'.isort.cfg',
		'.bandit',
		'.style.yapf',
		'pyrightconfig.json',
		'alembic.ini',
		'conf.py',
		'*.conf.py',
		'gunicorn_config.py',
		'buildout.cfg',
		'pavement.py',
		'mkdocs.y*ml',
		'phpunit.xml*',
		'phpunit.*.xml',
		'rector.php',
		'ecs.php',
		'phpstan*.neon*',
		'psalm*.xml*',
		'phpcs.xml*',
		'phpbench.json*',
		'infection.json*',
		'deptrac.y*ml',
		'robofile.php',
		'castor.php',
		'artisan',
		'pint.json',
		'.rspec*',
		'.rubocop*',
		'.yardopts',
		'.simplecov',
		'.autotest',
		'spec_helper.rb',
		'rails_helper.rb',
		'test_helper.rb',
		'config.ru',
	],
	shell: [
		'.bashrc',
		'.bash_*',
		'.zsh_*',
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
		'.renviron',
		'renviron.site',
		'rprofile.site',
		'.wslconfig',
	],
	script: [
		'*.sh',
		'*.bash',
		'*.zsh',
		'*.fish',
		'*.ksh',
		'*.csh',
		'*.nu',
		'*.bat',
		'*.cmd',
		'*.ps1',
		'*.psm1',
		'*.psd1',
		'*.vbs',
		'*.vbe',
		'*.wsf',
		'*.hta',
		'*.command',
		'*.applescript',
		'*.scpt',
		'*.awk',
		'*.run',
	],
	unknown: [],
};

/** What code is written in that programs run as it is. */
const code = '[cm]?[jt]sx?';

/** Kinds of names for which stars are too little. */
const kinds: readonly (readonly [RegExp, Reason])[] = [
	// `vite.config.ts`, `karma.conf.js`, `tauri.linux.conf.json`, `vitest.workspace.ts`
	[new RegExp(`\\.(?:config|conf|workspace)\\.(?:[^.]+\\.){0,3}(?:${code}|json[5c]?)$`), 'build'],
	// What begins with a dot and is code was made for a tool.
	[/^\..*\.(?:[cm]?[jt]sx?|php|py|rb|lua|pl|el|exs?|r|groovy|kts)$/, 'build'],
	[/^\.[a-z\d_-]+rc(?:\.[a-z\d]+)?$/, 'build'],
	// `vitest.setup.ts`, `setupTests.ts`, `global-teardown.mjs`, `vitest-setup-client.ts`
	[
		new RegExp(
			`(?:^|[-_.])(?:(?:global|tests?|vite|vitest|jest|mocha|jasmine|karma|ava|e2e|playwright|cypress|unit|integration|storybook|spec)[-_.]?(?:setup|teardown)|(?:setup|teardown)[-_.]?(?:tests?|files?|globals?|vite|vitest|jest|mocha|jasmine|e2e|env|after-?env))(?:[-_.][^.]{1,40}){0,2}\\.${code}$`,
		),
		'build',
	],
	[new RegExp(`\\.(?:setup|teardown)\\.${code}$`), 'build'],
	// `knexfile.ts`, `Dangerfile`, `Fastfile`
	[
		new RegExp(
			`^(?:knex|danger|broc|gulp|grunt|jake|cake|plop|duck|snap|shipit|flight|robo|mrm|nps|release|bundle|nap|pac)file(?:\\.[^.]+)?\\.(?:${code}|coffee|rb|py)$`,
		),
		'build',
	],
	[/^[a-z]{3,20}file$/, 'build'],
	[new RegExp(`^(?:ember-cli-build|testem|cucumber|package-scripts)\\.${code}$`), 'build'],
];

/** Kinds of names that sources of an app have as well, which are asked about elsewhere. */
const kindsOutsideOfSources: readonly (readonly [RegExp, Reason])[] = [
	[new RegExp(`^(?:esbuild|build|codegen|bundle)(?:[-.][^.]{1,40}){0,2}\\.${code}$`), 'build'],
	// What a package manager calls by these names
	[
		new RegExp(
			`^(?:(?:pre|post)(?:install|build|publish|pack|prepare|start|test|version|uninstall|dev|deploy)|prepare|prepublishonly|install|uninstall)\\.${code}$`,
		),
		'script',
	],
	[/^(?:tasks|manage|install)\.py$/, 'script'],
];

/** The parts of an app that run in it, and nowhere by their names. */
const sourceFolders =
	/\/src\/(?:lib|routes|params|components|app|pages|server|client|utils|features|core|modules|stores|services|api|shared|hooks|views|ui)\/|\/(?:static|public|assets)\//;

/** Files in folders whose names say what they are for. */
const places: readonly (readonly [RegExp, Reason])[] = [
	[/\/cypress\/(?:support|plugins)\//, 'build'],
	[/\/src-tauri\/(?:capabilities|permissions|gen)\//, 'build'],
	[/\/requirements\/[^/]*\.(?:txt|in)$/, 'packages'],
	[/\/project\/build\.properties$/, 'packages'],
	[/\/\.[^/]+\/[^/]+\.[cm]?[jt]sx?$/, 'build'],
	[
		/\/(?:tests?|__tests__|specs?|e2e|cypress|playwright)\/(?:[^/]+[-_.])?(?:setup|teardown)\.[cm]?[jt]sx?$/,
		'build',
	],
];
/** What is in such folders is run by hand or by a `package.json`. */
const runFolders: ReadonlySet<string> = new Set(['bin', 'script', 'scripts']);

const seededFolders: ReadonlySet<string> = new Set(['prisma', 'db', 'database', 'drizzle']);

/** Also what has no ending: its first line says what runs it. */
const runnable =
	/^[^.]+$|\.(?:[cm]?[jt]sx?|py|rb|php|pl|lua|coffee|r|exs?|swift|kts|groovy|go|rs|exe|com|msi)$/;

/** Markdown in such folders is what agents are told. */
const agentFolders: ReadonlySet<string> = new Set([
	'agents',
	'prompts',
	'instructions',
	'chatmodes',
	'skills',
]);

/** In folders that begin with a dot, which tools of any name keep there for agents. */
const hiddenAgentFolders: ReadonlySet<string> = new Set([
	...agentFolders,
	'rules',
	'commands',
	'workflows',
	'modes',
	'steering',
	'memory',
	'memories',
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
		// Windows calls `.git` also `git~1`.
		const whole = repositories.get(part.replace(/^([a-z]{2,3})~\d{1,6}$/, '.$1'));
		// A file may well be called like `notes.git`; a folder of that name is a repository.
		const system = whole ?? (part.endsWith('.git') && i < parts.length - 1 ? 'Git' : undefined);
		if (system !== undefined) {
			return refused(`It belongs to ${system} itself. Use ${system} in the terminal instead.`);
		}
		if (/^(?:node_modules|node_m~\d+|bower_components|bower_~\d+)$/.test(part)) {
			return refused('It belongs to an installed package. Change what is installed instead.');
		}
	}
	const name = parts.at(-1) ?? '';
	const parents = parts.slice(0, -1);
	if (repositoryNames.has(name) || (parents.at(-1) === 'refs' && name === 'heads')) {
		return refused('Git takes a folder with such a file for a repository.');
	}
	const reason =
		parts.map((part) => byFolder.get(part)).find((each) => each !== undefined) ??
		byName.get(name) ??
		patternReason(name) ??
		placeReason(parents, name) ??
		(parts.some(isShortName) ? 'unknown' : undefined);
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
	// The names that are no words are those of hooks in every folder.
	const mayBeHook = name.includes('-') || parents.some((parent) => parent.includes('hooks'));
	if (mayBeHook && gitHooks.has(name)) return 'hooks';
	const hidden = parents.findIndex((parent) => parent.startsWith('.'));
	if (hidden !== -1 && parents.slice(hidden + 1).some((each) => hiddenAgentFolders.has(each))) {
		return 'agents';
	}
	const path = `/${[...parents, name].join('/')}`;
	const place =
		ends.find(([end]) => path.endsWith(end))?.[1] ??
		reasonOf(kinds, name) ??
		reasonOf(places, path);
	if (place !== undefined || sourceFolders.test(path)) return place;
	const isSeed = /^seeds?\.[cm]?[jt]s$/.test(name) && seededFolders.has(parents.at(-1) ?? '');
	const isRun = isSeed || (parents.some((parent) => runFolders.has(parent)) && runnable.test(name));
	return reasonOf(kindsOutsideOfSources, name) ?? (isRun ? 'script' : undefined);
}

function reasonOf(
	patterns: readonly (readonly [RegExp, Reason])[],
	text: string,
): Reason | undefined {
	return patterns.find(([pattern]) => pattern.test(text))?.[1];
}
