/** What stands where a password belongs, in examples and templates. */
const words: ReadonlySet<string> = new Set([
	'pass',
	'password',
	'passwd',
	'passphrase',
	'pwd',
	'secret',
	'secretkey',
	'secretpassword',
	'mysecretpassword',
	'mypassword',
	'mypass',
	'dbpass',
	'dbpassword',
	'databasepassword',
	'userpassword',
	'user',
	'username',
	'postgres',
	'mysql',
	'mongo',
	'redis',
	'guest',
	'root',
	'admin',
	'changeit',
	'change',
	'test',
	'testing',
	'demo',
	'token',
	'apikey',
	'key',
	'value',
	'foo',
	'bar',
	'baz',
	'foobar',
	'null',
	'none',
	'undefined',
	'empty',
	'string',
	'todo',
	'hidden',
	'removed',
]);

/** What stands for something that was left out. */
const gaps = /x{6}|\*{3}|\.{3}|…|•|\$\{|\{\{|<%/i;

/** Amazon ends the keys of its books so. */
const exampleEnd = /[A-Za-z0-9]{8}EXAMPLE(?:KEY)?$/;

/** Words that ask for something else in their place. */
const requests =
	/example|placeholder|change[-_ ]?(?:me|this)|redacted|(?:^|[^a-z])(?:your|sample|dummy|fake|insert|replace)[-_ ]|[-_ ]here$|^your(?=[a-z])/gi;

/** A variable, or a word in brackets, that somebody or something puts a value in place of. */
const variable =
	/^(?:\$(?:[A-Z_][A-Z0-9_]*|[a-z_][A-Za-z_]*|\(\w+\))|%(?:[sd]|\(\w+\)s|\w+%)|[$#]?\{[^}]*\}|<[^>]*>|\[[^\]]*\]|\(.*\)|:\w+)$/;

/** Whether a value only shows where a password, key or token goes. */
export function isPlaceholder(value: string): boolean {
	if (value.length < 3 || variable.test(value) || gaps.test(value)) return true;
	const [first] = value;
	if (first !== undefined && /[x*._-]/i.test(first) && value === first.repeat(value.length)) {
		return true;
	}
	if (words.has(lettersOf(value)) || exampleEnd.test(value)) return true;
	// `changeme-9Xq2` was changed.
	const rest = value.replace(requests, ' ');
	return rest !== value && !rest.split(/[^A-Za-z0-9]+/).some(isDrawn);
}

function lettersOf(value: string): string {
	return value.toLowerCase().replace(/[^a-z\d]/g, '');
}

/** Whether a run of letters and digits is no word, with or without a number, and no sequence. */
function isDrawn(run: string): boolean {
	if (run.length < 4) return false;
	if (/^\d+$/.test(run))
		return run.length > 5 && !'01234567890'.includes(run) && !/^(\d)\1*$/.test(run);
	if (/^(?:[A-Z]?[a-z]{2,}|[A-Z]{3,})\d{0,6}$/.test(run)) return false;
	return /\d/.test(run) || !isOfWords(run);
}

/** Whether letters are words in a row, as in `packageConfiguration`. */
function isOfWords(letters: string): boolean {
	if (!/[a-z]/.test(letters) || !/[A-Z]/.test(letters)) return true;
	return letters.replace(/[A-Z]?[a-z]{2,}/g, '').length <= letters.length / 4;
}

/** Such a part tells that a token is one of a test. */
const testWords =
	/^(?:test|my|some|mock|fake|dummy|sample|demo|valid|invalid|expired|token|secret|key|access|bearer)$/i;

/** Whether what has the form of a token is a placeholder, the name of something, or one of a test. */
export function isMadeUp(token: string): boolean {
	if (isPlaceholder(token) || /abcdefgh|0123456789abcdef/i.test(token)) return true;
	const parts = token.split(/[^A-Za-z0-9]+/);
	const isPlain = parts.every((part) => /^(?:[A-Z]?[a-z]*|[A-Z]*|\d{0,8})$/.test(part));
	if (isPlain && parts.some((part) => testWords.test(part))) return true;
	const body = token.replace(/^[A-Za-z0-9]{1,12}[-_.]/, '').replace(/[-_.]/g, '');
	const digits = body.replace(/\D/g, '').length;
	if (!/^[A-Za-z0-9]+$/.test(body) || digits > body.length / 8) return false;
	const vowels = body.replace(/[^aeiouAEIOU]/g, '').length;
	// Nobody could say it.
	if (vowels < body.length / 4 || /[bcdfghjklmnpqrstvwxz]{5}/.test(body)) return false;
	if (digits === 0 && body === body.toLowerCase()) return true;
	const rest = body.replace(/(?:[A-Z][a-z]{2,}|[a-z]{3,})\d?/g, '');
	return /[A-Z]/.test(body) && rest.length <= body.length / 8;
}

/** What the images of databases for trying things out are given. */
const trialPassword =
	/^(?:db|pg|postgres(?:ql)?|mysql|mariadb|mongo(?:db)?|redis|rabbit(?:mq)?|root|admin|user|test|dev|guest)(?:pw|pwd|pass|passwd|password|secret)$/;

/**
 * Whether a password is none: a placeholder, the user's name, or the database's on a host that only
 * has a name within its own network.
 */
export function isNoPassword(password: string, user: string, host = ''): boolean {
	if (isPlaceholder(password) || password.toLowerCase() === user.toLowerCase()) return true;
	return /^[\w-]+(?::\d{1,5})?$/.test(host) && trialPassword.test(lettersOf(password));
}

const exampleHosts =
	/^(?:localhost|.*\.localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[?::1\]?|host|hostname|host\.docker\.internal|server|servername|domain|address|ip|\(local\)|\(localdb\).*|\.|.*\.(?:test|invalid|example|localdomain))$/i;

const yourDomain =
	/(?:^|\.)your[-_]?(?:domain|host|hostname|server|site|company|app|org|organization|project|cluster|instance|db|database)\.[a-z]{2,10}$/i;

/** Whether a host, with or without its port, is this machine or none at all. */
export function isExampleHost(host: string): boolean {
	const [name = ''] = host.replace(/[:,]\d{1,5}$/, '').split('\\', 1);
	if (exampleHosts.test(name) || isInExample(name) || variable.test(name) || gaps.test(name)) {
		return true;
	}
	// `your-db.corp.com` may well be one.
	return name.includes('.') ? yourDomain.test(name) : name.replace(requests, ' ') !== name;
}

/** `example`, `db.example`, `example.com`, `db.example.co.uk`. */
function isInExample(host: string): boolean {
	const labels = host.toLowerCase().split('.');
	const at = labels.lastIndexOf('example');
	return at !== -1 && labels.slice(at + 1).every((label) => /^[a-z]+$/.test(label));
}
