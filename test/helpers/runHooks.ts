import { registerHooks } from 'node:module';

/** What a hooks file exports, when it is run. */
export type Exports = Readonly<Record<string, unknown>>;

interface Trace {
	/** The hooks that were called, in their order. */
	readonly log: string[];
	/** What a hook returns where it may return nothing. */
	answer: (name: string) => unknown;
}

const trace: Trace = { log: [], answer: () => undefined };

/** A hook of any kind that leaves its name, and does what such a hook does. */
function tag(name: string): (input?: Record<string, unknown>) => unknown {
	return (input) => {
		trace.log.push(name);
		const { resolve, event, request, fetch } = input ?? {};
		if (typeof resolve === 'function') return resolve(event) as unknown;
		if (request instanceof Request && typeof fetch === 'function') {
			const headers = new Headers(request.headers);
			headers.append('seen', name);
			return fetch(new Request(request, { headers })) as unknown;
		}
		return trace.answer(name);
	};
}

type Handle = (input: { event: unknown; resolve: (event: unknown) => unknown }) => unknown;

/** Runs handles one inside the other, as SvelteKit's own does. */
function sequence(...handles: readonly Handle[]): Handle {
	return ({ event, resolve }) => {
		const run = (i: number, current: unknown): unknown => {
			const handle = handles[i];
			return handle
				? handle({ event: current, resolve: (next) => run(i + 1, next) })
				: resolve(current);
		};
		return run(0, event);
	};
}

const hookNames = ['handle', 'handleFetch', 'handleError', 'init', 'reroute'] as const;

function hooks(name: string): Exports {
	const all = hookNames.map((hook) => [hook, tag(name)] as const);
	return { ...Object.fromEntries(all), transport: { [name]: 1 } };
}

function renamed(exports: Exports): Exports {
	return Object.fromEntries(Object.entries(exports).map(([name, value]) => [`my_${name}`, value]));
}

const handleNames = [
	'sentryHandle',
	'cspHeaders',
	'cors',
	'rateLimiter',
	'authenticate',
	'translate',
	'authGuard',
];

/** The modules that the hooks files of tests import, by what their specifiers contain. */
const modules: Readonly<Record<string, (hook: string) => Exports>> = {
	'@sveltejs/kit/hooks': () => ({ sequence }),
	handles: () => ({
		...Object.fromEntries(handleNames.map((name) => [name, tag(name)])),
		tag,
		coder: 1,
		auth: { handle: tag('auth.handle') },
		more: [tag('more')],
		made: hooks('made'),
		create: () => ({ ...hooks('created'), extra: 1 }),
	}),
	own: (hook) => ({
		...hooks('own'),
		...renamed(hooks('own')),
		default: hooks('own')[hook],
		extra: 1,
	}),
	added: (hook) => {
		const value = hooks('ADDED')[hook];
		return { added: value, securityHeaders: value, default: value, [hook]: value };
	},
};

/** Where the modules find what they export. */
const shared = Symbol.for('sveltekit-agents.runHooks');

/**
 * Runs texts as the hooks files of an app whose modules are fakes. Dispose of it when done.
 */
export class HooksRunner {
	readonly #registered: { deregister(): void };
	readonly #texts: string[] = [];
	#hook = '';

	constructor() {
		Object.assign(globalThis, {
			[shared]: (name: string, hook: string) => modules[name]?.(hook) ?? {},
		});
		this.#registered = registerHooks({
			resolve: (specifier, context, next) => {
				if (specifier.startsWith('hooks-file:')) {
					return { url: specifier, format: 'module-typescript', shortCircuit: true };
				}
				if (!context.parentURL?.startsWith('hooks-file:')) return next(specifier, context);
				const name = Object.keys(modules).find((each) => specifier.includes(each)) ?? 'none';
				return { url: `hooks-fake:${name}?${this.#hook}`, format: 'module', shortCircuit: true };
			},
			load: (url, context, next) => {
				const [, number] = /^hooks-file:(\d+)$/.exec(url) ?? [];
				const [, name, hook] = /^hooks-fake:(.*)\?(.*)$/.exec(url) ?? [];
				if (number !== undefined) {
					const source = this.#texts[Number(number)] ?? '';
					return { format: 'module-typescript', source, shortCircuit: true };
				}
				return name !== undefined && hook !== undefined
					? { format: 'module', source: fakeModule(name, hook), shortCircuit: true }
					: next(url, context);
			},
		});
	}

	/** What a hooks file exports. Types are taken out by Node. */
	async run(text: string, hook: string): Promise<Exports> {
		this.#hook = hook;
		const number = this.#texts.push(text.replace(/^\uFEFF/, '')) - 1;
		return (await import(`hooks-file:${number}`)) as Exports;
	}

	[Symbol.dispose](): void {
		this.#registered.deregister();
		Reflect.deleteProperty(globalThis, shared);
	}
}

function fakeModule(name: string, hook: string): string {
	const names = Object.keys(modules[name]?.(hook) ?? {});
	return [
		`const all = globalThis[Symbol.for('${String(Symbol.keyFor(shared))}')]('${name}', '${hook}');`,
		...names.map((each) =>
			each === 'default' ? 'export default all.default;' : `export const ${each} = all.${each};`,
		),
	].join('\n');
}

export interface Called {
	/** The hooks that were called, in their order. */
	readonly log: readonly string[];
	readonly result: unknown;
}

/**
 * Calls a hook as SvelteKit does.
 *
 * @param answer what single hooks return, by their names
 */
export async function callHook(
	name: string,
	hook: unknown,
	answer: (name: string) => unknown = () => undefined,
): Promise<Called> {
	if (name === 'transport') return { log: Object.keys(hook as object), result: undefined };
	trace.log.length = 0;
	trace.answer = answer;
	const event = { url: new URL('https://app.example/from') };
	const inputs: Readonly<Record<string, unknown>> = {
		handle: { event, resolve: () => 'resolved' },
		handleFetch: {
			event,
			request: new Request('https://api.example/data', { method: 'POST', body: 'sent' }),
			fetch: async (request: Request) => [request.headers.get('seen'), await request.text()],
		},
		handleError: { error: new Error('broken'), event, status: 500, message: 'Internal Error' },
		reroute: { url: event.url },
	};
	const result = await (hook as (input: unknown) => unknown)(inputs[name]);
	return { log: [...trace.log], result };
}
