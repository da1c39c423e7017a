import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './bundle.ts';
import { ask, openChat, scrollToStart, waitForModel, widenChat } from './vscode/chat.ts';
import { connecting, type Endpoint, readEndpoint } from './vscode/endpoint.ts';
import { messageOf } from './vscode/failure.ts';
import { openVsCode, serveWindow, type Theme } from './vscode/open.ts';
import { repoRoot } from './vscode/paths.ts';

const usage = `Usage: npm start -- [options]

Builds the extension and opens VS Code with it and a small SvelteKit project. VS Code comes from the
npm registry and shows in your browser; Ctrl+C stops it.

  --folder DIR        open this project instead
  --desktop           use the desktop VS Code whose command \`code\` is on the PATH
  --no-open           only print the address
  --endpoint URL      connect the chat to a server of models, such as http://127.0.0.1:11434/v1 (Ollama)
  --model NAME        with --endpoint: the model that answers
  --key-env VARIABLE  with --endpoint: the environment variable that has the key; it is never printed
  --ask "QUESTION"    ask in the chat of a window that is not shown, print the answer and end
  --screenshot FILE   with --ask: write a picture of the window with the answer (.png)
  --theme light|dark  with --ask: the colors of that picture (dark)
`;

interface Options {
	readonly folder: string;
	readonly desktop: boolean;
	readonly open: boolean;
	readonly ask?: string;
	readonly screenshot?: string;
	readonly theme: Theme;
	readonly endpoint?: Endpoint;
}

/** Reads the command line; throws an Error that says what is wrong with it. */
function readOptions(): Options {
	const { values } = parseArgs({
		options: {
			folder: { type: 'string' },
			desktop: { type: 'boolean', default: false },
			'no-open': { type: 'boolean', default: false },
			ask: { type: 'string' },
			screenshot: { type: 'string' },
			theme: { type: 'string' },
			endpoint: { type: 'string' },
			model: { type: 'string' },
			'key-env': { type: 'string' },
			help: { type: 'boolean', short: 'h', default: false },
		},
	});
	if (values.help) {
		console.log(usage);
		process.exit(0);
	}
	// npm changes into the repository; paths are meant from where the user stands.
	const from = process.env['INIT_CWD'] ?? process.cwd();
	const folder = values.folder && path.resolve(from, values.folder);
	if (folder && !existsSync(folder)) throw new Error(`There is no folder ${folder}.`);
	const { theme = 'dark', screenshot, ask: question } = values;
	if (theme !== 'light' && theme !== 'dark') throw new Error('--theme takes light or dark.');
	if (question === undefined && (screenshot !== undefined || values.theme !== undefined)) {
		throw new Error('--screenshot and --theme need --ask.');
	}
	if (question !== undefined && question.trim() === '') throw new Error('--ask needs a question.');
	if (question !== undefined && values.desktop) {
		throw new Error('--ask works with the VS Code from the npm registry only, not with --desktop.');
	}
	const endpoint = readEndpoint(values, process.env);
	if (endpoint && values.desktop) {
		throw new Error(
			'--endpoint works with the VS Code from the npm registry only, not with --desktop.',
		);
	}
	return {
		folder: folder || path.join(repoRoot, 'test/fixtures/kit2-app'),
		desktop: values.desktop,
		open: !values['no-open'],
		...(question !== undefined && { ask: question }),
		...(screenshot !== undefined && { screenshot: path.resolve(from, screenshot) }),
		theme,
		...(endpoint && { endpoint }),
	};
}

function openDesktop(folder: string): void {
	const args = [`--extensionDevelopmentPath=${repoRoot}`, folder];
	const { error, status } = spawnSync('code', args, {
		stdio: 'inherit',
		shell: process.platform === 'win32',
	});
	if (!error && status === 0) return;
	throw new Error(
		error
			? "There is no command `code` on the PATH. In VS Code run “Shell Command: Install 'code' " +
					'command in PATH”, or leave --desktop away to use the VS Code from the npm registry.'
			: `code ended with ${status}.`,
	);
}

/** Resolves when the server ends; Ctrl+C ends this process and the server with it. */
async function serve({ folder, open, endpoint }: Options): Promise<void> {
	const { server, url } = await serveWindow({
		folder,
		extensionPath: repoRoot,
		...(endpoint && connecting(endpoint)),
	});
	console.log(`\nVS Code with the extension and ${folder}:\n\n  ${url}\n`);
	if (endpoint) {
		console.log(
			`${endpoint.model} of ${endpoint.url} is selected in the chat some seconds after it opens.`,
		);
	}
	console.log('Ctrl+Alt+I opens the chat; type @ to see the agents. Ctrl+C here stops it.');
	if (open) openInBrowser(url);
	await server.ended;
	throw new Error("VS Code's server ended by itself.");
}

/** Opens the user's browser where there is a screen; the printed address is enough elsewhere. */
function openInBrowser(url: string): void {
	const { platform, env } = process;
	if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return;
	const [command, args] =
		platform === 'darwin'
			? ['open', [url]]
			: platform === 'win32'
				? ['rundll32', ['url.dll,FileProtocolHandler', url]]
				: ['xdg-open', [url]];
	spawn(command, args, { stdio: 'ignore', detached: true })
		.on('error', () => console.log(`${command} did not open it: open the address yourself.`))
		.unref();
}

/** Asks as a user does, and prints the answer. Throws an Error fit to show when none came. */
async function askOnce(
	question: string,
	{ folder, screenshot, theme, endpoint }: Options,
): Promise<void> {
	const window = await openVsCode({
		folder,
		extensionPath: repoRoot,
		...(endpoint && connecting(endpoint)),
		theme,
		size: { width: 1280, height: 860 },
	});
	try {
		await openChat(window.page);
		await widenChat(window.page, 620);
		if (endpoint) await waitForModel(window.page, endpoint.model);
		const answer = await ask(window.page, question);
		await scrollToStart(window.page);
		if (answer.text) console.log(`\n${answer.text}\n`);
		if (answer.error) throw new Error(`The chat shows an error: ${answer.error}`);
		if (!answer.text) throw new Error('The answer is empty.');
	} finally {
		// Of a failure too: it shows why.
		if (screenshot !== undefined) {
			mkdirSync(path.dirname(screenshot), { recursive: true });
			await window.page.screenshot({ path: screenshot });
			console.log(`Screenshot: ${screenshot}`);
		}
		await window.dispose();
	}
}

async function main(options: Options): Promise<void> {
	process.chdir(repoRoot);
	await build({ production: false });
	if (options.ask !== undefined) return await askOnce(options.ask, options);
	if (options.desktop) return openDesktop(options.folder);
	await serve(options);
}

let options: Options;
try {
	options = readOptions();
} catch (error) {
	console.error(`${messageOf(error)}\n\n${usage}`);
	process.exit(2);
}
try {
	await main(options);
	process.exit(0);
} catch (error) {
	console.error(messageOf(error));
	process.exit(1);
}
