// Texts that would take ages if reading them took more than a fixed time for each character.

/** An agent file with delegations of which each begins and none is complete. */
export function unfinishedDelegations(count: number): string {
	return (
		`---\nname: x\ndescription: ${'<delegation>Trigger: '.repeat(count)}\n---\n## Delegations\n` +
		'- **Trigger**: a [\n- **Target**: b, \n```\n'.repeat(count)
	);
}

/** What a page may repeat: everything that can be opened and left open. */
export const hostilePageParts: readonly string[] = [
	'<nav>',
	'<',
	'<!--',
	'<p ',
	'</',
	'<script>a',
	'&#',
	' \n\t',
	'<b> ',
	'<pre>  ',
];

/** Regular expressions that try all ways to part a run of the letter a before they find nothing in `caaa…b`. */
export const hostilePatterns: readonly string[] = [
	'(a+)+c',
	'(a|aa)+c',
	'(a+)*bc',
	'(?:a?){50}a{50}c',
];
