import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { dangerOf } from '../../../src/core/workspace/dangerousFiles.ts';
import { fileSystemNames } from '../../../src/core/workspace/fileSystemNames.ts';
import { seededRandom } from '../../helpers/seededRandom.ts';

const asked = `
	.vscode/settings.json .vscode/tasks.json .vscode/mcp.json app.code-workspace .devcontainer/devcontainer.json
	.devcontainer.json devcontainer.json .idea/workspace.xml .zed/settings.json .nvim.lua .dir-locals.el .gitpod.yml
	package.json app/package.json package-lock.json pnpm-lock.yaml pnpm-workspace.yaml .npmrc .yarnrc.yml .yarn/releases/yarn.cjs
	.pnpmfile.cjs .pnp.cjs bunfig.toml deno.json mise.toml .mise.toml .tool-versions .envrc flake.nix Gemfile Cargo.toml
	.cargo/config.toml pyproject.toml setup.py requirements.txt composer.json go.mod
	.husky/pre-commit .githooks/pre-push lefthook.yml .lefthook.yaml .pre-commit-config.yaml .gitmodules .gitattributes
	tools/hooks/pre-commit .lintstagedrc.json
	.github/workflows/ci.yml .gitlab-ci.yml .circleci/config.yml Jenkinsfile azure-pipelines.yml .travis.yml .drone.yml
	bitbucket-pipelines.yml .buildkite/pipeline.yml vercel.json netlify.toml wrangler.toml Dockerfile docker-compose.yml
	.mcp.json .cursor/rules/x.mdc .cursorrules .windsurfrules AGENTS.md docs/AGENTS.md CLAUDE.md CLAUDE.local.md GEMINI.md
	.claude/agents/x.md .claude/settings.json x.agent.md x.prompt.md x.instructions.md x.chatmode.md agents/reviewer.md
	skills/deploy/SKILL.md .github/copilot-instructions.md
	vite.config.ts svelte.config.js eslint.config.js tailwind.config.cjs playwright.config.ts webpack.config.prod.js
	.eslintrc.cjs .prettierrc .babelrc tsconfig.json jsconfig.json gulpfile.js Makefile justfile build.gradle pom.xml
	CMakeLists.txt conftest.py app.csproj Directory.Build.props build.rs turbo.json nx.json vitest.workspace.ts
	.config/mise/config.toml gradle/wrapper/gradle-wrapper.properties
	.bashrc .zshenv .profile .gdbinit profile.ps1 .direnvrc .Renviron .zsh_aliases
	vitest.setup.ts vitest-setup-client.ts jest.setup.js setupTests.ts setup-jest.cjs globalSetup.ts global-teardown.mjs
	tests/setup.ts e2e/global.setup.ts karma.conf.js wdio.conf.ts wdio.ci.conf.ts protractor.conf.js nightwatch.conf.js
	.vscode-test.mjs knexfile.ts plopfile.mjs prisma/seed.ts db/seeds.mjs codegen.ts codegen.yml esbuild.mjs esbuild.prod.js
	build.mjs build.js dangerfile.js ember-cli-build.js testem.js Brocfile.js .eslintplugin.js .ladle/config.mjs
	.vitepress/config.ts .histoire/x.js binding.gyp common.gypi cypress.json cypress/support/e2e.js cypress/plugins/index.js
	pm2.json cucumber.mjs testem.json .ember-cli cdk.context.json inventory.ini vite-setup.js .release-it.json .hooks/pre-commit git_hooks/pre-commit .git_hooks/commit-msg tools/pre-push import_map.json import-map.json
	tauri.conf.json src-tauri/tauri.linux.conf.json src-tauri/capabilities/default.json electron-builder.yml
	cdk.json main.tf modules/net/main.tf.json terragrunt.hcl samconfig.toml ansible.cfg .gitlab-ci/x.yml .dependabot/config.yml
	.builds/x.yml Earthfile Caddyfile Helmfile.yaml kustomization.yaml Pulumi.yaml .mergify.yml
	rust-toolchain.toml rust-toolchain global.json constraints.txt requirements/dev.txt dev-requirements.txt requirements-dev.in
	gradle/wrapper/gradle-wrapper.jar project/plugins.sbt libs.versions.toml .node-version .python-version vcpkg.json
	.php-cs-fixer.php .php-cs-fixer.dist.php phpunit.xml phpunit.xml.dist rector.php phpstan.neon .pylintrc ruff.toml .flake8
	mypy.ini docs/conf.py .rspec spec/spec_helper.rb Guardfile Fastfile fastlane/Appfile .rubocop.yml config.ru
	.clangd .ycm_extra_conf.py .helix/languages.toml .nova/Tasks/x.json .settings/x.prefs .project .classpath
	compile_commands.json .amp/x.json .zencoder/x.md .rovodev/config.yml .tabnine/x.json .bolt/prompt .v0/x .ai/x.md
	.prompts/x.md llms.txt llms-full.txt CONVENTIONS.md .newagent/rules/x.md .other/commands/y.md .traerules .aiignore
	postinstall.js prepare.mjs preinstall.cjs deploy.sh ci/run.bash run.bat build.cmd setup.ps1 scripts/release.js
	scripts/lib/x.ts script/seed.py bin/cli bin/tool.js .bin/x GIT~12.TXT PACKAG~1.JSO NPMRC~1 A1B2C3~1.YML VSCODE~1/tasks.json
`;

const refused = `
	GIT~1 GIT~1/config sub/git~2/HEAD NODE_M~1/a/index.js BOWER_~1/x HG~1/hgrc SVN~1/x
	.git .git/config .git/hooks/pre-commit sub/.git/HEAD x/.git server.git/hooks/post-receive .hg/hgrc .svn/entries .jj/x
	node_modules/a/index.js packages/a/node_modules/.bin/tsc x/HEAD bare/packed-refs HEAD
`;

const harmless = `
	src/app.ts src/lib/server/orders.ts src/routes/+page.server.ts README.md docs/agents.html static/logo.svg a.json
	src/lib/config.ts src/hooks.server.ts src/lib/hooks/update.ts src/head.ts src/arc.ts src/lib/compose.ts .gitignore
	.editorconfig src/lib/agents/agent.ts src/lib/railway.ts notes.git migrations/0001.sql src/user.service.ts messages/en.json
	src/gitconfig.ts src/node_modules.ts src/vscode/a.ts src/claude.ts data/requirements.csv
	src/routes/+page.svelte src/routes/blog/[slug]/+page.server.ts src/routes/+layout.ts src/routes/api/build/+server.ts
	src/routes/setup/+page.svelte src/routes/bin/+page.svelte src/routes/scripts/+server.ts src/params/id.ts src/app.html src/app.d.ts src/app.css
	src/service-worker.ts src/lib/index.ts src/lib/build.ts src/lib/setup.ts src/lib/seed.ts src/lib/codegen.ts src/lib/setupGuide.ts
	src/lib/readFile.ts src/lib/profile.ts src/lib/file.ts src/lib/esbuild.ts src/lib/prepare.ts src/lib/install.ts
	src/lib/server/db/schema.ts src/lib/server/db/seed.ts src/lib/components/Button.svelte src/lib/components/Setup.svelte
	src/lib/stores/cart.ts src/lib/scripts/list.ts src/lib/hooks/useCart.ts src/hooks.client.ts src/lib/binding.ts
	src/lib/terraform.ts src/lib/conventions.ts src/lib/prebuilt.ts src/lib/config/site.ts src/lib/cart.test.ts
	tests/cart.test.ts e2e/cart.spec.ts app/models/user.rb lib/app/x.py public/scripts/app.js static/scripts/app.js
	docs/rules.md docs/index.md docs/setup.md locales/en/app.json src/lib/system-prompt.ts docs/scripts.md docs/build.md docs/llms.md scripts/README.md bin/README.md CONTRIBUTING.md
	CHANGELOG.md LICENSE static/robots.txt static/favicon.png data/global.csv data/constraints.csv messages/de.json
	drizzle/0001.sql prisma/schema.sql supabase/seed.sql pkg/server/main.go crates/a/src/lib.rs .changeset/brave-cats.md notes~1~.txt~
`;

function paths(text: string): readonly string[] {
	return text.trim().split(/\s+/);
}

describe('files that decide what runs', () => {
	it('are asked about', () => {
		assert.deepEqual(
			paths(asked).filter((path) => dangerOf(path)?.kind !== 'asked'),
			[],
		);
	});

	it('of version control and installed packages are refused', () => {
		assert.deepEqual(
			paths(refused).filter((path) => dangerOf(path)?.kind !== 'refused'),
			[],
		);
	});

	it('are told from those that do not', () => {
		assert.deepEqual(
			paths(harmless).filter((path) => dangerOf(path) !== undefined),
			[],
		);
	});

	it('say why in a sentence', () => {
		assert.deepEqual(
			['.vscode/tasks.json', 'a/package.json', 'sub/.git/config', 'node_modules/a/b.js'].map(
				(path) => dangerOf(path)?.reason,
			),
			[
				'Editors run what files like this one say as soon as the folder is open.',
				'This file decides which code is installed, and what runs then.',
				'It belongs to Git itself. Use Git in the terminal instead.',
				'It belongs to an installed package. Change what is installed instead.',
			],
		);
	});

	it('are found under every name that a file system takes for theirs', () => {
		const random = seededRandom(9_200);
		const all = [...paths(asked), ...paths(refused)];
		const wrong: string[] = [];
		for (let i = 0; i < 4_000; i++) {
			const path = all[random(all.length)] ?? '';
			const disguised = path
				.split('/')
				.map((name) => disguise(name, random))
				.join(random(4) === 0 ? '\\' : '/');
			const spelled = `${['', './', 'src/', '/abs/', '//'][random(5)]}${disguised}`;
			const [danger, plain] = [dangerOf(spelled), dangerOf(path)];
			if (danger?.kind !== plain?.kind) wrong.push(JSON.stringify(spelled));
		}
		assert.deepEqual(wrong, []);
	});

	it('are found in time that grows with the path', () => {
		for (const part of ['a', '.', ' ', '/', '.git', 'a.', ':', '\u0307', 'ﷺ', '*']) {
			dangerOf(part.repeat(100_000));
		}
	});
});

describe('the names of a path', () => {
	it('are as Windows and macOS compare them', () => {
		assert.deepEqual(fileSystemNames('.VSCODE. /ＭＣＰ.json::$DATA/./a\u200db/İx\\K.'), [
			'.vscode',
			'mcp.json',
			'ab',
			'i̇x',
			'k',
		]);
	});
});

/** As Windows or macOS would still open it. */
function disguise(name: string, random: (limit: number) => number): string {
	const ends = ['', '.', ' ', '. .', '::$DATA', ':x', ' ...'];
	const letters = Array.from(name, (letter) => {
		switch (random(8)) {
			case 0:
				return letter.toUpperCase();
			case 1:
				return letter.normalize('NFD');
			case 2:
				return /[a-z]/.test(letter)
					? String.fromCodePoint(letter.codePointAt(0)! + 0xff41 - 0x61)
					: letter;
			case 3:
				return letter === 's' ? 'ſ' : letter === 'i' ? 'ı' : letter;
			default:
				return letter;
		}
	});
	return letters.join(random(6) === 0 ? '\u200c' : '') + ends[random(ends.length)];
}
