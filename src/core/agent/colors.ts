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
