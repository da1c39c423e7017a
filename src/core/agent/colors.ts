import { ownValue } from '../text/ownValue.ts';

/** A color as it reads on a light and on a dark background. */
export interface AgentColor {
	readonly light: string;
	readonly dark: string;
}

/** The colors that an agent file may name. */
export const agentColors: ReadonlyMap<string, AgentColor> = new Map(
	Object.entries({
		red: { light: '#cf222e', dark: '#ff6b6b' },
		blue: { light: '#1f6feb', dark: '#58a6ff' },
		green: { light: '#1a7f37', dark: '#3fb950' },
		yellow: { light: '#9a6700', dark: '#e3b341' },
		purple: { light: '#8250df', dark: '#bc8cff' },
		orange: { light: '#c2410c', dark: '#ff8f40' },
		pink: { light: '#bf3989', dark: '#f778ba' },
		cyan: { light: '#0e7490', dark: '#39c5cf' },
		magenta: { light: '#a626a4', dark: '#e05ce6' },
	}),
);

/** For agents without a color, or with an unknown one. */
export const noColor: AgentColor = { light: '#57606a', dark: '#9da7b3' };

/** A square in a color of the table as a markdown image; empty for other colors. */
export function swatch(color: string, theme: 'light' | 'dark'): string {
	const fill = agentColors.get(color)?.[theme];
	if (fill === undefined) return '';
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="14" height="14"><rect width="14" height="14" rx="3" fill="${fill}"/></svg>`;
	return `![${color}](data:image/svg+xml,${encodeURIComponent(svg)})`;
}

/** Hues, in degrees, of the colors that an agent file may name. */
const hues: Readonly<Record<string, number>> = {
	red: 0,
	orange: 28,
	yellow: 52,
	green: 125,
	cyan: 184,
	blue: 217,
	purple: 268,
	magenta: 300,
	pink: 335,
};

/** Hues of other names that agent files have for colors. */
const otherHues: Readonly<Record<string, number>> = {
	amber: 45,
	aqua: 180,
	azure: 210,
	bronze: 30,
	brown: 25,
	coral: 16,
	crimson: 348,
	emerald: 140,
	fuchsia: 300,
	gold: 51,
	golden: 51,
	indigo: 263,
	lavender: 255,
	lime: 100,
	maroon: 0,
	mint: 150,
	navy: 225,
	olive: 70,
	peach: 28,
	plum: 290,
	rose: 345,
	salmon: 8,
	scarlet: 5,
	sky: 205,
	teal: 180,
	turquoise: 175,
	violet: 268,
};

/**
 * The color of the table that looks most like another one, given by a name (“dark blue”), as `#2196F3`
 * or `#29f`, or as style sheets have it; `undefined` for what is no color or has no hue.
 */
export function nearestColor(value: string): string | undefined {
	const color = value.trim().slice(0, longestColor);
	const hue = hueOfName(color) ?? hueOfFunction(color) ?? hueOf(color.toLowerCase());
	if (hue === undefined) return undefined;
	const distance = (other: number): number => {
		const difference = Math.abs(hue - other);
		return Math.min(difference, 360 - difference);
	};
	const [best] = Object.entries(hues).toSorted(([, a], [, b]) => distance(a) - distance(b));
	return best?.[0];
}

/** Nobody writes a color in more characters. */
const longestColor = 60;

const shade =
	/^(?:dark|deep|light|pale|medium|bright|hot|royal|forest|electric|slate|pastel|neon|soft)$/;

/** The hue of a name, perhaps with a shade: “dark blue”, `DarkBlue`. */
function hueOfName(color: string): number | undefined {
	const words = color
		.replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
		.toLowerCase()
		.split(/[\s_-]+/);
	const name = words.at(-1) ?? '';
	if (!words.slice(0, -1).every((word) => shade.test(word))) return undefined;
	if (Object.hasOwn(otherHues, name)) return otherHues[name];
	return words.length > 1 ? ownValue(hues, name) : undefined;
}

/** The hue of `rgb(33, 150, 243)` and `hsl(207 90% 54%)`. */
function hueOfFunction(color: string): number | undefined {
	const [, kind, list = ''] = /^(rgb|hsl)a?\(([\d\s,./%-]*)\)$/i.exec(color) ?? [];
	if (kind === undefined) return undefined;
	const [first, second, third] = (list.match(/[\d.]+/g) ?? []).map(Number);
	if (first === undefined || second === undefined || third === undefined) return undefined;
	if (kind.toLowerCase() === 'hsl') return second < 10 ? undefined : first % 360;
	return hueOfChannels(first, second, third);
}

/** The hue of a color in hexadecimal digits, in degrees. */
function hueOf(color: string): number | undefined {
	const digits = /^#?((?:[\da-f]{3}){1,2})(?:(?<=[\da-f]{6})[\da-f]{2})?$/.exec(color)?.[1];
	if (digits === undefined) return undefined;
	const size = digits.length / 3;
	const [red = 0, green = 0, blue = 0] = [0, 1, 2].map((part) => {
		const digit = digits.slice(part * size, (part + 1) * size);
		return Number.parseInt(digit.padStart(2, digit), 16);
	});
	return hueOfChannels(red, green, blue);
}

/** Of red, green and blue up to 255. */
function hueOfChannels(red: number, green: number, blue: number): number | undefined {
	const most = Math.max(red, green, blue);
	const spread = most - Math.min(red, green, blue);
	// Grey, or as good as grey.
	if (spread < 24) return undefined;
	const sixth =
		most === red
			? (green - blue) / spread
			: most === green
				? (blue - red) / spread + 2
				: (red - green) / spread + 4;
	return (sixth * 60 + 360) % 360;
}
