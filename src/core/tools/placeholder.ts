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

const signs =
	/example|placeholder|change[-_ ]?me|change[-_ ]?this|redacted|x{6}|\*{3}|\.{3}|…|•|\$\{|\{\{|<%|(?:^|[^a-z])(?:your|sample|dummy|fake|insert|replace)[-_ ]|[-_ ]here$|^your[a-z]/i;

/** A variable, or a word in brackets, that somebody or something puts a value in place of. */
const variable =
	/^(?:\$(?:[A-Z_][A-Z0-9_]*|[a-z_][A-Za-z_]*|\(\w+\))|%(?:[sd]|\(\w+\)s|\w+%)|[$#]?\{[^}]*\}|<[^>]*>|\[[^\]]*\]|\(.*\)|:\w+)$/;

/** Whether a value only shows where a password, key or token goes. */
export function isPlaceholder(value: string): boolean {
	if (value.length < 3 || variable.test(value) || signs.test(value)) return true;
	const [first] = value;
	if (first !== undefined && /[x*._-]/i.test(first) && value === first.repeat(value.length)) {
		return true;
	}
	return words.has(value.toLowerCase().replace(/[^a-z\d]/g, ''));
}

const exampleHosts =
	/^(?:localhost|.*\.localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[?::1\]?|host|hostname|host\.docker\.internal|server|servername|domain|address|ip|\(local\)|\(localdb\).*|\.|.*\.(?:test|invalid|example|localdomain))$/i;

/** Whether a host, with or without its port, is this machine or none at all. */
export function isExampleHost(host: string): boolean {
	const [name = ''] = host.replace(/[:,]\d{1,5}$/, '').split('\\', 1);
	return exampleHosts.test(name) || isInExample(name) || signs.test(name) || variable.test(name);
}

/** `example`, `db.example`, `example.com`, `db.example.co.uk`. */
function isInExample(host: string): boolean {
	const labels = host.toLowerCase().split('.');
	const at = labels.lastIndexOf('example');
	return at !== -1 && labels.slice(at + 1).every((label) => /^[a-z]+$/.test(label));
}
