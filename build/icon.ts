/** Colors of agent files, as they read on a light and on a dark background. */
const colors: Readonly<Record<string, { readonly light: string; readonly dark: string }>> = {
	blue: { light: '#1f6feb', dark: '#58a6ff' },
	cyan: { light: '#0e7490', dark: '#39c5cf' },
	green: { light: '#1a7f37', dark: '#3fb950' },
	orange: { light: '#c2410c', dark: '#ff8f40' },
	pink: { light: '#bf3989', dark: '#f778ba' },
	purple: { light: '#8250df', dark: '#bc8cff' },
	red: { light: '#cf222e', dark: '#ff6b6b' },
	yellow: { light: '#9a6700', dark: '#e3b341' },
};
const noColor = { light: '#57606a', dark: '#9da7b3' };

/**
 * An agent's icon: its letter on a disc in its color.
 *
 * @param letter one letter or digit
 * @param color the front matter's `color`; gray where it is missing or unknown
 * @returns an SVG, 16 × 16
 */
export function agentIcon(
	letter: string,
	color: string | undefined,
	theme: 'light' | 'dark',
): string {
	const { [theme]: fill } = colors[color ?? ''] ?? noColor;
	const ink = theme === 'light' ? '#ffffff' : '#16181d';
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16">
	<circle cx="8" cy="8" r="8" fill="${fill}"/>
	<text x="8" y="11.3" font-family="system-ui, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif" font-size="9.5" font-weight="700" text-anchor="middle" fill="${ink}">${letter}</text>
</svg>
`;
}
