import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { onExit } from '../../build/vscode/exitTasks.ts';
import { freePort } from '../helpers/freePort.ts';
import { temporaryFolder } from '../../build/vscode/temporary.ts';
import type { KitMajor } from './install.ts';
import { startOutside, type Outside } from './outside.ts';
import type { TestProject } from './project.ts';
import type { ClockMessage } from './serverClock.ts';

/** An answer whose body has arrived. */
export interface Answer {
	readonly status: number;
	readonly headers: Headers;
	readonly text: string;
	readonly location: string | null;
	/** The body, of the shape that the test expects. */
	// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- each test knows its shape
	readonly json: <T = unknown>() => T;
	/** The text of the first element of a class or id. */
	readonly element: (className: string) => string | undefined;
}

export interface RequestOptions {
	readonly method?: string;
	/** Sent as it is, and without a content type unless `headers` has one. */
	readonly bytes?: Uint8Array<ArrayBuffer>;
	/** What a browser says about the page that asks; by default the app's own, `null` for other programs. */
	readonly origin?: string | null;
	/** Sent as a form. */
	readonly form?: Readonly<Record<string, string>> | FormData;
	/** Sent as JSON; a string goes as it is. */
	readonly json?: unknown;
	readonly headers?: Readonly<Record<string, string>>;
	/** The address the request comes from; by default one that nobody has used before. */
	readonly address?: string;
}

/** Somebody with cookies of their own. */
export interface Visitor {
	readonly cookies: ReadonlyMap<string, string>;
	readonly ask: (target: string, options?: RequestOptions) => Promise<Answer>;
	/** An answer whose body is still under way; the caller reads or aborts it. */
	readonly open: (
		target: string,
		signal?: AbortSignal,
		headers?: Readonly<Record<string, string>>,
	) => Promise<Response>;
}

/** The built project, running with an empty database of its own. */
export interface App {
	readonly kit: KitMajor;
	/** What the app takes for its own origin. */
	readonly origin: string;
	readonly folder: string;
	readonly outside: Outside;
	readonly visitor: () => Visitor;
	/** Runs a statement inside the app's database. */
	readonly sql: <T = unknown>(statement: string) => Promise<readonly T[]>;
	readonly addUser: (user: Readonly<Record<string, string>>) => Promise<string>;
	/** Does something while the clock of the server stands still: it comes in at one moment. */
	readonly atOneMoment: <T>(work: () => Promise<T>) => Promise<T>;
	/** Everything the server has written. */
	readonly output: () => string;
	/** The exit code, once the server has ended. */
	readonly exitCode: () => number | null;
	readonly stop: () => Promise<void>;
	/** Asks the server to end, as a deployment does, and waits until it has. */
	readonly end: () => Promise<void>;
}

/** What the environment pattern asks for, and what adapter-node is told. */
export const validEnvironment = {
	SIGNUP_SECRET: 'a secret for links of thirty-two characters or more',
	MAIL_FROM: 'App <app@example.com>',
	TOKEN_SECRET: 'a token secret of thirty-two characters or more',
	STRIPE_WEBHOOK_SECRET: 'whsec_for_the_test_only_and_nothing_else',
	GITHUB_WEBHOOK_SECRET: 'the secret of the repository of the test',
	WEBHOOK_SECRET: 'whsec_Zm9yIHRoZSB0ZXN0IG9ubHksIGFuZCBub3RoaW5n',
	INTERNAL_API_TOKEN: 'the-token-of-the-app',
	BETTER_AUTH_SECRET: 'a better-auth secret of thirty-two characters',
	PUBLIC_SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_test',
	DATABASE_URL: 'pgdata',
	ADDRESS_HEADER: 'x-client',
	BODY_SIZE_LIMIT: '3M',
};

export const password = 'correct horse battery';

/**
 * Starts the built server of a project on a free port and waits until it listens. Rejects with the
 * server's output if it ends before. The caller stops it.
 *
 * @param changes what differs from `validEnvironment`
 */
export async function startApp(
	project: TestProject,
	changes: Readonly<Record<string, string>> = {},
): Promise<App> {
	const { kit } = project;
	const port = await freePort();
	const base = `http://127.0.0.1:${port}`;
	// adapter-node 6 takes https for granted.
	const origin = kit === 3 ? base.replace('http:', 'https:') : base;
	const outside = await startOutside();
	const { folder, remove } = temporaryFolder();
	cpSync(path.join(project.root, 'drizzle'), path.join(folder, 'drizzle'), { recursive: true });

	const clock = pathToFileURL(path.join(import.meta.dirname, 'serverClock.ts')).href;
	const child = spawn(process.execPath, ['--import', clock, path.join(project.root, 'build')], {
		cwd: folder,
		stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
		env: {
			...process.env,
			...validEnvironment,
			PUBLIC_SUPABASE_URL: outside.origin,
			INTERNAL_API_URL: outside.origin,
			HOST: '127.0.0.1',
			PORT: String(port),
			ORIGIN: base,
			APP_URL: base,
			BETTER_AUTH_URL: origin,
			...changes,
		},
	});
	onExit(() => child.kill('SIGKILL'));
	let output = '';
	const closed = once(child, 'close');
	try {
		await new Promise<void>((resolve, reject) => {
			const read = (chunk: Buffer): void => {
				output += chunk.toString();
				if (output.includes('Listening on')) resolve();
			};
			child.stdout?.on('data', read);
			child.stderr?.on('data', read);
			child.once('error', reject);
			child.once('close', (code) => reject(new Error(`The server ended with ${code}.\n${output}`)));
		});
	} catch (error) {
		outside.stop();
		remove();
		throw error;
	}

	const tellClock = async (message: ClockMessage): Promise<void> => {
		const done = once(child, 'message');
		child.send(message);
		await done;
	};
	const visitor = (): Visitor => newVisitor(base, origin);
	const setup = visitor();
	return {
		kit,
		origin,
		folder,
		outside,
		visitor,
		sql: async <T>(statement: string): Promise<readonly T[]> => {
			const answer = await setup.ask('/lab/sql', {
				method: 'POST',
				json: statement,
			});
			if (answer.status !== 200) throw new Error(`${statement}\n${answer.text}\n${output}`);
			return answer.json();
		},
		addUser: async (user) => {
			const answer = await setup.ask('/lab/user', { json: { name: 'Ada', password, ...user } });
			return answer.json<{ id: string }>().id;
		},
		atOneMoment: async (work) => {
			await tellClock('stop');
			try {
				return await work();
			} finally {
				await tellClock('go on');
			}
		},
		output: () => output,
		exitCode: () => child.exitCode,
		stop: async () => {
			child.kill('SIGKILL');
			outside.stop();
			await closed;
			remove();
		},
		end: async () => {
			child.kill('SIGTERM');
			await closed;
		},
	};
}

/** A visitor with a session as a new user. */
export async function signedIn(
	app: App,
	user: Readonly<Record<string, string>>,
): Promise<Visitor & { readonly id: string }> {
	const visitor = app.visitor();
	const json = { name: 'Ada', password, signIn: true, ...user };
	const { status, text, json: read } = await visitor.ask('/lab/user', { json });
	if (status !== 200) throw new Error(`Adding ${user['email']} answered ${status}.\n${text}`);
	return { ...visitor, id: read<{ id: string }>().id };
}

let addresses = 0;

function newVisitor(base: string, origin: string): Visitor {
	const cookies = new Map<string, string>();
	const headersFor = ({ headers, address, origin: from = origin }: RequestOptions): Headers => {
		const all = new Headers({ accept: 'text/html,*/*;q=0.1', ...headers });
		if (from !== null && !all.has('origin')) all.set('origin', from);
		addresses++;
		all.set(
			'x-client',
			address ?? `10.${addresses >> 16}.${(addresses >> 8) & 255}.${addresses & 255}`,
		);
		const jar = [...cookies].map(([name, value]) => `${name}=${value}`);
		if (jar.length > 0) all.append('cookie', jar.join('; '));
		return all;
	};
	const ask = async (target: string, options: RequestOptions = {}): Promise<Answer> => {
		const headers = headersFor(options);
		const { form, json } = options;
		let body: string | URLSearchParams | FormData | Uint8Array<ArrayBuffer> | undefined =
			options.bytes;
		if (form) body = form instanceof FormData ? form : new URLSearchParams(form);
		if (json !== undefined) {
			body = typeof json === 'string' ? json : JSON.stringify(json);
			if (!headers.has('content-type')) headers.set('content-type', 'application/json');
			if (!options.headers?.['accept']) headers.set('accept', 'application/json');
		}
		const response = await fetch(base + target, {
			method: options.method ?? (body === undefined ? 'GET' : 'POST'),
			headers,
			redirect: 'manual',
			...(body !== undefined && { body }),
		});
		for (const line of response.headers.getSetCookie()) {
			const [name = '', value = ''] = line.split(';', 1)[0]?.split(/=(.*)/s) ?? [];
			if (/;\s*max-age=0(;|$)/i.test(line) || /expires=[^;]*1970/i.test(line)) cookies.delete(name);
			else cookies.set(name, value);
		}
		const text = await response.text();
		return {
			status: response.status,
			headers: response.headers,
			text,
			location: response.headers.get('location'),
			json: () => JSON.parse(text),
			element: (className) =>
				new RegExp(`(?:class|id)="${className}(?: [^"]*)?"[^>]*>([^<]*)<`).exec(text)?.[1],
		};
	};
	const open = async (
		target: string,
		signal?: AbortSignal,
		headers: Readonly<Record<string, string>> = {},
	): Promise<Response> =>
		await fetch(base + target, { headers: headersFor({ headers }), ...(signal && { signal }) });
	return { cookies, ask, open };
}
