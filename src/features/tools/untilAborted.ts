/**
 * What a promise resolves to that nobody can stop, as long as it is waited for. Rejects with the
 * signal's reason when that is over.
 */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
	let stop = (): void => {};
	const stopped = new Promise<never>((_resolve, reject) => {
		stop = () => reject(signal.reason as Error);
		if (signal.aborted) stop();
		else signal.addEventListener('abort', stop);
	});
	try {
		return await Promise.race([promise, stopped]);
	} finally {
		signal.removeEventListener('abort', stop);
	}
}
