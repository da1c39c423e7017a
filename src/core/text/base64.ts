const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values: ReadonlyMap<string, number> = new Map([
	...Array.from(alphabet, (char, i) => [char, i] as const),
	// The letters of addresses and tokens.
	['-', 62],
	['_', 63],
]);

/** What Base64, also that of addresses, stands for, one character a byte; it ends where that does. */
export function decodeBase64(encoded: string): string {
	let decoded = '';
	let bits = 0;
	let count = 0;
	for (const char of encoded) {
		const value = values.get(char);
		if (value === undefined) break;
		bits = ((bits << 6) | value) & 0xffff;
		count += 6;
		if (count < 8) continue;
		count -= 8;
		decoded += String.fromCharCode((bits >> count) & 0xff);
	}
	return decoded;
}
