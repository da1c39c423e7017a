import * as vscode from 'vscode';

type Registers = (...args: unknown[]) => unknown;

/** The parts of the API with functions that register something and return what takes it back. */
const parts = [
	'chat',
	'commands',
	'extensions',
	'languages',
	'lm',
	'window',
	'workspace',
] as const satisfies readonly (keyof typeof vscode)[];

/** A disposable that is given back rather than thrown away by whoever forgets it. */
function isDisposable(value: unknown): value is vscode.Disposable {
	return typeof (value as { dispose?: unknown } | undefined)?.dispose === 'function';
}

/**
 * Counts what the extension registers with VS Code and has not disposed of. VS Code gives the tests
 * the same API object as the extension, so that functions replaced in it are those that the extension
 * calls from then on: make it before the extension starts.
 */
export class Ledger {
	readonly #live = new Map<string, number>();

	constructor() {
		for (const part of parts) {
			const functions = vscode[part] as unknown as Record<string, unknown>;
			const names = Object.keys(functions).filter((name) =>
				/^(?:on[A-Z]|register|create)/.test(name),
			);
			for (const name of names) {
				const original = functions[name];
				if (typeof original !== 'function') continue;
				const value = this.#counting(`${part}.${name}`, original as Registers);
				Object.defineProperty(functions, name, { value, writable: true });
			}
		}
	}

	get live(): Readonly<Record<string, number>> {
		return Object.fromEntries([...this.#live].filter(([, count]) => count !== 0));
	}

	#counting(name: string, register: Registers): Registers {
		return (...args) => {
			const registered = register(...args);
			if (isDisposable(registered)) this.#count(name, registered);
			return registered;
		};
	}

	#count(name: string, registered: vscode.Disposable): void {
		this.#add(name, 1);
		const dispose = registered.dispose.bind(registered);
		let isLive = true;
		registered.dispose = () => {
			if (isLive) this.#add(name, -1);
			isLive = false;
			return dispose() as unknown;
		};
	}

	#add(name: string, change: number): void {
		this.#live.set(name, (this.#live.get(name) ?? 0) + change);
	}
}
