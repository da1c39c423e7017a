// Loaded into a server before the app: whoever has started it can stop its clock, so that what comes in
// meanwhile comes in at one moment, however slow the machine is.

const running = Date.now.bind(Date);
let stoppedAt: number | undefined;
Date.now = () => stoppedAt ?? running();

process.on('message', (message: ClockMessage) => {
	stoppedAt = message === 'stop' ? running() : undefined;
	process.send?.(message);
});
// It waits for messages as long as the server lives, and no longer.
process.channel?.unref();

/** What the clock is told, and answers once it is so. */
export type ClockMessage = 'stop' | 'go on';
