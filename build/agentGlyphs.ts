import type { Glyph } from '../src/core/manifest/agentIcon.ts';

/** What stands on the discs of the agents that come with the extension, by handle. */
export const agentGlyphs: Readonly<Record<string, Glyph>> = {
	/** A plug: what others connect to. */
	'api-architect': (ink) =>
		`<path d="M6.3 3.4v2.4M9.7 3.4v2.4M8 11v1.8" stroke="${ink}" stroke-width="1.3" stroke-linecap="round"/>
	<path d="M4.6 5.8h6.8v2a3.4 3.4 0 0 1-6.8 0z" fill="${ink}"/>`,
	/** A server. */
	'backend-engineer': (ink, fill) =>
		`<rect x="4" y="4" width="8" height="3.5" rx="0.9" fill="${ink}"/>
	<rect x="4" y="8.5" width="8" height="3.5" rx="0.9" fill="${ink}"/>
	<path d="M5.8 5.75h.01M5.8 10.25h.01" stroke="${fill}" stroke-width="1.3" stroke-linecap="round"/>`,
	/** Braces: data in and out. */
	'backend-engineer-api': (ink) =>
		`<path d="M6.7 4.1c-1.4 0-1.4.7-1.4 1.7s.1 1.7-1.2 2.2c1.3.5 1.2 1.2 1.2 2.2s0 1.7 1.4 1.7M9.3 4.1c1.4 0 1.4.7 1.4 1.7s-.1 1.7 1.2 2.2c-1.3.5-1.2 1.2-1.2 2.2s0 1.7-1.4 1.7" fill="none" stroke="${ink}" stroke-width="1.3" stroke-linecap="round" stroke-linejoin="round"/>`,
	/** A globe: many languages. */
	'backend-engineer-polyglot': (ink) =>
		`<g fill="none" stroke="${ink}" stroke-width="1.1"><circle cx="8" cy="8" r="4.2"/><ellipse cx="8" cy="8" rx="1.8" ry="4.2"/><path d="M3.8 8h8.4"/></g>`,
	/** A magnifier. */
	'backend-engineer-research': (ink) =>
		`<g fill="none" stroke="${ink}" stroke-width="1.4" stroke-linecap="round"><circle cx="7.2" cy="7.2" r="2.9"/><path d="M9.5 9.5l2.5 2.5"/></g>`,
	/** A database. */
	'database-specialist': (ink, fill) =>
		`<path d="M4.5 5.2v5.6c0 1 1.6 1.7 3.5 1.7s3.5-.7 3.5-1.7V5.2z" fill="${ink}"/>
	<ellipse cx="8" cy="5.2" rx="3.5" ry="1.7" fill="${ink}"/>
	<path d="M4.9 6.3c.5.7 1.7 1 3.1 1s2.6-.3 3.1-1M4.9 9.1c.5.7 1.7 1 3.1 1s2.6-.3 3.1-1" fill="none" stroke="${fill}" stroke-width="0.8"/>`,
	/** The letter of Svelte. */
	'svelte-backend-expert': (ink) =>
		`<path d="M10.7 5.6C10.3 4.6 9.3 4 8 4 6.5 4 5.4 4.8 5.4 6c0 2.9 5.2 1.2 5.2 4 0 1.2-1.1 2-2.6 2-1.3 0-2.3-.6-2.7-1.6" fill="none" stroke="${ink}" stroke-width="1.6" stroke-linecap="round"/>`,
};
