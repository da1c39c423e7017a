import type { Context, Suite, Test } from 'mocha';

const reasons = new WeakMap<object, string>();

/**
 * Skips the test that runs, or in a `before` hook the whole suite. `reason` says what is missing and
 * is printed with the test and again at the end of the run.
 */
export function skip(context: Context, reason: string): never {
	const runnable = context.runnable();
	const inHook = 'type' in runnable && runnable.type === 'hook';
	reasons.set(inHook ? (runnable.parent ?? runnable) : runnable, reason);
	return context.skip();
}

/** Why the test, or a suite that it is in, was skipped; undefined where `skip` was not used. */
export function skipReason(test: Test): string | undefined {
	let suite: Test | Suite | undefined = test;
	while (suite && !reasons.has(suite)) suite = suite.parent;
	return suite && reasons.get(suite);
}
