// Plain JavaScript, because the first `npm start` or `npm test` of a fresh clone may run on a Node
// that cannot read TypeScript yet.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** The error codes with which npm says that it could not talk to the registry. */
const unreachable =
	/\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ECONNABORTED|ETIMEDOUT|ERR_SOCKET_TIMEOUT|EHOSTUNREACH|ENETUNREACH|EPROTO|CERT_[A-Z_]+|UNABLE_TO_[A-Z_]+|SELF_SIGNED_CERT[A-Z_]*|E401|E403|E407|E5\d\d)\b/;

/**
 * Runs npm and shows on stdout how far it is: one line that is rewritten on a terminal, a line
 * every ten seconds elsewhere.
 *
 * Throws an Error whose message names the cause and the remedy when npm fails; npm's own output is
 * part of it unless the cause is the registry.
 */
export async function runNpm(args, { cwd, label, env = {} }) {
	const [command, first] = npmCommand();
	const started = Date.now();
	const elapsed = () => `${Math.round((Date.now() - started) / 1000)} s`;
	const terminal = process.stdout.isTTY;
	let fetched = 0;
	let output = '';

	const show = () => {
		const line = `${label}: ${fetched} packages, ${elapsed()}`;
		process.stdout.write(terminal ? `\r\x1b[K${line}` : `${line}\n`);
	};
	const read = (chunk) => {
		const text = chunk.toString();
		// A tarball's address ends so; the other lines are about the packages' descriptions.
		fetched += (text.match(/\b(?:fetch GET 200|cache) \S+\.tgz\b/g) ?? []).length;
		output = (output + text).slice(-200_000);
	};
	if (!terminal) console.log(`${label} …`);
	const timer = setInterval(show, terminal ? 250 : 10_000);

	const code = await new Promise((resolve, reject) => {
		const child = spawn(
			command,
			[
				...first,
				...args,
				// All versions are pinned, so what npm has in its cache is as good as the registry's.
				'--prefer-offline',
				'--no-audit',
				'--no-fund',
				'--no-progress',
				'--loglevel=http',
				'--fetch-retries=2',
				'--fetch-retry-mintimeout=1000',
				'--fetch-retry-maxtimeout=5000',
			],
			{ cwd, env: { ...withoutScriptVariables(), ...env }, shell: command.endsWith('.cmd') },
		);
		child.stdout.on('data', read);
		child.stderr.on('data', read);
		child.on('error', reject);
		child.on('close', resolve);
	})
		.catch((error) => {
			throw new Error(`npm could not be started (${error.message}). Is it on the PATH?`);
		})
		.finally(() => {
			clearInterval(timer);
			if (terminal) process.stdout.write('\r\x1b[K');
		});

	if (code === 0) {
		console.log(`${label}: done, ${fetched} packages fetched in ${elapsed()}`);
		return;
	}
	const errors = output
		.split('\n')
		.filter((line) => /^npm (error|ERR!)/.test(line))
		.join('\n');
	const cause = unreachable.exec(errors)?.[0];
	if (cause) {
		const registry = process.env['npm_config_registry'] ?? 'https://registry.npmjs.org/';
		throw new Error(
			`${label}: the npm registry ${registry} did not answer as it should (${cause}). ` +
				'It is the only host that is needed. Check the network, the proxy and ' +
				'`npm config get registry`, then run the same command again.',
		);
	}
	throw new Error(`${label}: npm ended with code ${code}.\n${errors || output.slice(-4000)}`);
}

/** The program and first arguments that run the npm that runs us, else the npm on the PATH. */
function npmCommand() {
	const script = process.env['npm_execpath'];
	if (script && path.basename(script) === 'npm-cli.js' && existsSync(script)) {
		// Preferred to our own Node, which may lie in the node_modules that `npm ci` deletes.
		const node = process.env['npm_node_execpath'];
		return [node && existsSync(node) ? node : process.execPath, [script]];
	}
	return [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
}

/**
 * The environment without what npm added for the script that is running: the inner npm would take
 * some of it for settings of its own.
 */
function withoutScriptVariables() {
	return Object.fromEntries(
		Object.entries(process.env).filter(
			([name]) =>
				!/^npm_(package|lifecycle|command|config_local_prefix|config_(dry_run|omit|include|production))/i.test(
					name,
				),
		),
	);
}
