import { agentColors, noColor } from '../agent/colors.ts';

/** A drawing of at most 10 × 10 around the middle of 16 × 16, in the colors of the ink and of the disc. */
export type Glyph = (ink: string, fill: string) => string;

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
	const drawn: Glyph = (ink) =>
		`<text x="8" y="11.3" font-family="system-ui, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif" font-size="9.5" font-weight="700" text-anchor="middle" fill="${ink}">${letter}</text>`;
	return glyphIcon(drawn, color, theme);
}

/** An icon with a drawing on a disc; see `agentIcon`. */
export function glyphIcon(
	glyph: Glyph,
	color: string | undefined,
	theme: 'light' | 'dark',
): string {
	const { [theme]: fill } = agentColors.get(color ?? '') ?? noColor;
	const ink = theme === 'light' ? '#ffffff' : '#16181d';
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16">
	<circle cx="8" cy="8" r="8" fill="${fill}"/>
	${glyph(ink, fill)}
</svg>
`;
}

/**
 * The letter that tells an agent from others: of `backend-engineer-api` beside `backend-engineer` it is
 * the A.
 *
 * @param handles those of all agents, also of this one
 */
export function initialOf(handle: string, handles: readonly string[]): string {
	const prefix = handles
		.map((other) => `${other}-`)
		.filter((other) => handle.startsWith(other))
		.reduce((longest, other) => (other.length > longest.length ? other : longest), '');
	const rest = /[a-z\d]/i.exec(handle.slice(prefix.length)) ?? /[a-z\d]/i.exec(handle);
	return (rest?.[0] ?? 'A').toUpperCase();
}
