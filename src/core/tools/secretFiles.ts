import { trimEndOf } from '../text/trimChars.ts';

/** File names that hold passwords, keys or tokens; `*` stands for any characters. */
const secretNames = [
	'.env',
	'.env.*',
	'*.env',
	'.envrc',
	'.dev.vars',
	'.dev.vars.*',
	'*.pem',
	'*.key',
	'*.p12',
	'*.pfx',
	'*.p8',
	'*.jks',
	'*.keystore',
	'*.kdbx',
	'*.ppk',
	'*.asc',
	'*.gpg',
	'id_rsa*',
	'id_dsa*',
	'id_ecdsa*',
	'id_ed25519*',
	'.npmrc',
	'.yarnrc',
	'.yarnrc.yml',
	'.pypirc',
	'.netrc',
	'_netrc',
	'.git-credentials',
	'.htpasswd',
	'.pgpass',
	'.my.cnf',
	'.vault-token',
	'credentials',
	'credentials.*',
	'secrets.*',
	'secret.*',
	'client_secret*.json',
	'service-account*.json',
	'service_account*.json',
	'serviceaccount*.json',
	'firebase-adminsdk*.json',
	'*.tfstate',
	'*.tfstate.backup',
	'*.tfvars',
	'wrangler.secrets.*',
	'docker-config.json',
	'kubeconfig',
	'*.kubeconfig',
	'*.ovpn',
];

/** Folders whose every file counts. */
const secretFolders = ['.ssh', '.aws', '.gnupg', '.azure', '.kube', '.docker', '.secrets'];

/** What an `.env` file is copied from holds names and no values. */
const examples = /\.(?:example|sample|template|dist|defaults?)$/;

/** Code about secrets, such as `secrets.ts`, is no secret. */
const codeEndings = /\.(?:[cm]?[jt]sx?|svelte|md|mdx|html|css|py|rs|go|d\.ts)$/;

const plainNames: ReadonlySet<string> = new Set(
	secretNames.filter((pattern) => !pattern.includes('*')),
);
const parts = secretNames
	.filter((pattern) => pattern.includes('*'))
	.map((pattern) => pattern.split('*') as [string, string]);
const folders: ReadonlySet<string> = new Set(secretFolders);

/**
 * Whether a file may hold passwords, keys or tokens, by its path (`/` or `\` between names) in upper
 * or lower case. Nothing is read. Such a file is neither read for a model nor searched without the
 * user's consent.
 */
export function isSecretPath(path: string): boolean {
	const names = path
		.toLowerCase()
		.split(/[/\\]/)
		// Windows opens `.env.` and `.env ` as `.env`, and `.env::$DATA` as well.
		.map((name) => trimEndOf(name.split(':', 1)[0] ?? '', '. '));
	const name = names.at(-1) ?? '';
	if (names.slice(0, -1).some((folder) => folders.has(folder))) return true;
	if (plainNames.has(name)) return true;
	if (examples.test(name)) return false;
	const isEnv = name.startsWith('.env') || name.startsWith('.dev.vars');
	if (!isEnv && codeEndings.test(name)) return false;
	return parts.some(
		([start, end]) =>
			name.length >= start.length + end.length && name.startsWith(start) && name.endsWith(end),
	);
}
