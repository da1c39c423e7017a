/** What a piece of work results in; `undefined` when it takes longer than `limit` ms. It goes on then. */
export async function within<T>(limit: number, work: PromiseLike<T>): Promise<T | undefined> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<undefined>((resolve) => {
		timer = setTimeout(resolve, limit, undefined);
	});
	try {
		return await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}
