/** A file in a zip. */
export interface ZipEntry {
	readonly name: string;
	/** How much of the zip it takes. */
	readonly packedBytes: number;
}

/** The files in a zip of less than 4 GiB without a comment, by its central directory. */
export function zipEntries(zip: Buffer): readonly ZipEntry[] {
	const end = zip.byteLength - 22;
	if (zip.readUInt32LE(end) !== 0x06054b50) throw new Error('This is no zip without a comment.');
	const count = zip.readUInt16LE(end + 10);
	let at = zip.readUInt32LE(end + 16);
	return Array.from({ length: count }, () => {
		const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
			zip.readUInt16LE(at + offset),
		) as [number, number, number];
		const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
		const packedBytes = zip.readUInt32LE(at + 20);
		at += 46 + nameLength + extraLength + commentLength;
		return { name, packedBytes };
	});
}
