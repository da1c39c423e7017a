/**
 * Ten letters and digits that tell a text from others: short enough for an id, and the same on every
 * machine. Not for secrets, as two texts with one mark can be made.
 *
 * @param salt another one gives other marks
 */
export function textMark(text: string, salt = 0): string {
	let [high, low] = [salt, 0x9e37_79b9];
	for (let i = 0; i < text.length; i++) {
		high = Math.imul(high ^ text.charCodeAt(i), 0x85eb_ca6b);
		low = Math.imul(low ^ (high >>> 15), 0xc2b2_ae35);
	}
	return ((high >>> 0) * 0x1_0000 + (low >>> 16)).toString(36).padStart(10, '0');
}
