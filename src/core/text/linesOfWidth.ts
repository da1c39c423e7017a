/**
 * Breaks a sentence between words into lines of at most a number of characters. A longer word has a
 * line of its own.
 */
export function linesOfWidth(sentence: string, width: number): readonly string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of sentence.split(/\s+/).filter((each) => each !== '')) {
		const longer = line === '' ? word : `${line} ${word}`;
		if (line !== '' && longer.length > width) {
			lines.push(line);
			line = word;
		} else line = longer;
	}
	return line === '' ? lines : [...lines, line];
}
