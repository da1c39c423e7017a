/**
 * What kind of failure of a model's provider it is, as far as its words tell: what may be asked is used
 * up; the key is not accepted; what was sent is longer than the model takes; the model cannot call
 * tools; the answer reached its greatest length; what came is no answer; nobody is there.
 */
export type ProviderFault =
	| 'quota'
	| 'key'
	| 'tooLong'
	| 'noTools'
	| 'cutOff'
	| 'unreadable'
	| 'network'
	| 'other';

/** Providers quote what they were sent; more of a message tells nothing. */
const mostRead = 4_000;

/** Each in the words of several servers; the first that fits counts. */
const faults: readonly (readonly [ProviderFault, RegExp])[] = [
	['quota', /quota|rate.?limit|too many requests|\b429\b|credit balance/i],
	[
		'tooLong',
		/context.?(?:length|window|size|limit)|context the overflows|(?:prompt|input|request) is too (?:long|large)|too many (?:input |prompt )?tokens|maximum (?:number of )?tokens/i,
	],
	[
		'noTools',
		/(?:does not|doesn't|do not|don't) support (?:tool|function)|support tool use|tools? (?:is|are) not supported|tool.?call(?:s|ing)? (?:is|are) not supported|enable-auto-tool-choice/i,
	],
	['key', /\b(?:401|403)\b|unauthori[sz]ed|forbidden|\bapi.?key\b|\bcredentials?\b|authenticat/i],
	['cutOff', /response (?:was |is )?too long/i],
	['unreadable', /failed to parse|contained no choices|JSON at position|not valid JSON/i],
	[
		'network',
		/\b(?:ECONN\w{1,20}|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|EPIPE)\b|fetch failed|socket hang up|other side closed|network|net::ERR_/i,
	],
];

/** @param signs names, codes and messages of an error and of what caused it */
export function providerFault(signs: readonly string[]): ProviderFault {
	const read = signs.map((sign) => withoutPreface(sign.slice(0, mostRead)));
	return faults.find(([, words]) => read.some((sign) => words.test(sign)))?.[0] ?? 'other';
}

/**
 * What an error's message says, as its first line: without the advice that Copilot puts before it, and
 * of an answer in JSON its own message.
 */
export function faultReason(message: string): string {
	const text = withoutPreface(message.trim().slice(0, mostRead));
	const start = text.indexOf('{');
	const told = start < 0 ? undefined : messageIn(text.slice(start));
	return (told ?? text).trim().split('\n', 1)[0] ?? '';
}

/** It says so of everything that fails on the way, whatever it was. */
function withoutPreface(text: string): string {
	const preface =
		'Please check your firewall rules and network connection then try again. Error Code: ';
	return text.startsWith(preface) ? text.slice(preface.length) : text;
}

/** `{"error": {"message": …}}`, `{"error": …}`, `{"message": …}` or `{"detail": …}`. */
function messageIn(json: string): string | undefined {
	let value: unknown;
	try {
		value = JSON.parse(json);
	} catch {
		// Not JSON, or cut off: then it is read as the text that it is.
		return undefined;
	}
	for (let depth = 0; depth < 3 && typeof value === 'object' && value !== null; depth++) {
		const { error, message, detail } = value as Readonly<Record<string, unknown>>;
		const found = [message, detail, error].find((each) => typeof each === 'string' && each !== '');
		if (typeof found === 'string') return found;
		value = error;
	}
	return undefined;
}
