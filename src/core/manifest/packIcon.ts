import { strToU8, zlibSync } from 'fflate';
import { agentColors, noColor } from '../agent/colors.ts';

/** Pixels of a side; the Marketplace wants no fewer. */
const side = 128;
/** What is measured of each pixel: so many points a side. */
const fineness = 3;
const points = fineness * fineness;
const mostDiscs = 9;

/** The icon of a pack of some agents. */
export function iconOf(
	agents: readonly { readonly agent: { readonly color: string | undefined } }[],
): Uint8Array {
	return packIcon(agents.map(({ agent }) => agent.color));
}

/**
 * The icon of a pack: a disc for each of its agents, in their colors, as far as there is room.
 *
 * @param colors the front matter's `color` of each
 * @returns a PNG, 128 × 128
 */
export function packIcon(colors: readonly (string | undefined)[]): Uint8Array {
	const shown = colors.slice(0, mostDiscs);
	const columns = Math.max(1, Math.ceil(Math.sqrt(shown.length)));
	const rows = Math.max(1, Math.ceil(shown.length / columns));
	const step = 96 / columns;
	const discs = shown.map((color, i) => ({
		x: side / 2 + ((i % columns) - (columns - 1) / 2) * step,
		y: side / 2 + (Math.floor(i / columns) - (rows - 1) / 2) * step,
		radius: step * 0.38,
		paint: channels((agentColors.get(color ?? '') ?? noColor).dark),
	}));
	const paintAt = (x: number, y: number): readonly number[] => {
		const disc = discs.find((each) => Math.hypot(x - each.x, y - each.y) <= each.radius);
		return disc?.paint ?? (isOnTile(x, y) ? ground : clear);
	};
	return png((column, row) => {
		let [red, green, blue, opacity] = [0, 0, 0, 0];
		for (let point = 0; point < points; point++) {
			const x = column + ((point % fineness) + 0.5) / fineness;
			const y = row + (Math.floor(point / fineness) + 0.5) / fineness;
			const [r = 0, g = 0, b = 0, a = 0] = paintAt(x, y);
			red += r;
			green += g;
			blue += b;
			opacity += a;
		}
		return [red / points, green / points, blue / points, opacity / points];
	});
}

const ground: readonly number[] = [32, 36, 44, 255];
const clear: readonly number[] = [32, 36, 44, 0];

/** Red, green, blue and opacity of `#rrggbb`. */
function channels(color: string): readonly number[] {
	const value = Number.parseInt(color.slice(1), 16);
	return [value >> 16, (value >> 8) & 255, value & 255, 255];
}

/** A square with round corners. */
function isOnTile(x: number, y: number): boolean {
	const corner = 24;
	const reach = side / 2 - corner;
	const away = (value: number): number => Math.max(0, Math.abs(value - side / 2) - reach);
	return Math.hypot(away(x), away(y)) <= corner;
}

/** @param pixel red, green, blue and opacity at a place */
function png(pixel: (column: number, row: number) => readonly number[]): Uint8Array {
	// Each row begins with how it is written: as it is.
	const data = new Uint8Array(side * (1 + side * 4));
	for (let row = 0; row < side; row++) {
		for (let column = 0; column < side; column++) {
			data.set(pixel(column, row), row * (1 + side * 4) + 1 + column * 4);
		}
	}
	const header = new Uint8Array(13);
	const view = new DataView(header.buffer);
	view.setUint32(0, side);
	view.setUint32(4, side);
	// Eight bits a channel, with opacity.
	header.set([8, 6], 8);
	const signature = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10]);
	return joined([
		signature,
		chunk('IHDR', header),
		chunk('IDAT', zlibSync(data, { level: 9 })),
		chunk('IEND', new Uint8Array()),
	]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
	const named = joined([strToU8(type), data]);
	const whole = new Uint8Array(named.length + 8);
	const view = new DataView(whole.buffer);
	view.setUint32(0, data.length);
	whole.set(named, 4);
	view.setUint32(named.length + 4, checksum(named));
	return whole;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
	const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

/** CRC-32, as zip and PNG have it. */
function checksum(bytes: Uint8Array): number {
	let value = 0xffff_ffff;
	for (const byte of bytes) {
		value ^= byte;
		for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb8_8320 : 0);
	}
	return (value ^ 0xffff_ffff) >>> 0;
}
