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

/** Regular expressions whose repetitions are a program of some 2,000 steps for each character. */
export const largePatterns: readonly string[] = [
	'(?:a?){450}a{450}d',
	'((a{1,30}){1,30})d',
	'(?:(?:.?){31}){31}d',
	'(?:.{0,999}a)d',
];

const longName = 'a'.repeat(4_096);
const longPath = 'a/'.repeat(2_048);

/** Globs that can be parted in many ways, with paths that they nearly match. */
export const hostileGlobs: readonly (readonly [glob: string, path: string])[] = [
	[`**/${'*a'.repeat(490)}b`, longName],
	[`${'*a'.repeat(499)}b`, longPath],
	[`${'{a,aa}'.repeat(160)}b`, longName],
	[`**/{${'*a*,'.repeat(240)}b}c`, longPath],
	[`${'**/a'.repeat(240)}/b`, longPath],
	[`${'{*a*,'.repeat(8)}x${'}'.repeat(8)}b`, longName],
	[`${'?*'.repeat(400)}b`, longName],
];

/** What a text may repeat that looks like the beginning of a secret, or of a placeholder for one. */
export const hostileSecretParts: readonly string[] = [
	'-----BEGIN PRIVATE KEY-----',
	'-----BEGIN PRIVATE KEY-----\nabc\n',
	'-----BEGIN A ',
	'://',
	'x://a:',
	'x://a:b:',
	'x://a:bcd@',
	'http://a:bcd@h ',
	'eyJ',
	'eyJ-',
	'eyJaaaaaaaaaaaa.',
	'SG.',
	'SG.aaaaaaaaaaaaaaaa.',
	'"type": "service_account"',
	'"d":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"',
	'"auth":"aaaaaaaa"',
	'secret',
	'secret-',
	'secret =',
	'twilio',
	'Bearer ',
	'Bearer aaaaaaaaaaaaaaaaaa1',
	'machine ',
	'machine a login b ',
	';password=abcdef',
	'?pwd=abc',
	'xoxb-',
	'github_pat_',
	'sk-proj-',
	'a',
	'0123456789abcdef',
	'aaa1Q~',
	'1:',
	'12345678:AA',
	'LS0tLS1CRUdJTi',
	'xxxxxx',
	'your-',
	'changeme-',
	'x://a:b/',
	"x://a:b'",
	'x:\\/\\/a:b@',
	'x://aaaaaaaaaaaaaaaaaaaa1@',
	'jdbc:oracle:thin:a/',
	'jdbc:oracle:thin:a/bcd@',
	'password=abc;',
	'password=',
	'host=a.b ',
	'server=a;',
	'default login a ',
	'bearer ',
	'authorization: bearer ',
	'<D>',
	'<RSAKeyValue>',
	'kty',
	'd:"',
	'k:"aaaaaaaaaaaaaaaaaaaaaaa",kty',
	'ewog',
	'ewogaaaaaaaaa.',
	'eyJhbGciOiJIUzI1NiJ9..',
	'tLS0tQkVHSU4',
	'ghp_',
	'ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
	'---- BEGIN  PRIVATE  KEY ----',
	'-',
	'> ',
	'# ',
	"'",
	'@',
	'${',
	'[',
	'\n',
	'\\n',
	' ',
	'=',
];
