import { fileSystemNames, isShortName } from './fileSystemNames.ts';
import {
	aboutSecrets,
	cloudFolders,
	languageFolders,
	secretFolders,
	secretKinds,
	secretNames,
	secretWords,
	talks,
} from './secretNames.ts';

/** What such a file is copied from holds names and no values. */
const example =
	/(?:^|[^a-z])(?:examples?|samples?|templates?|tmpl|tpl|schema|skeleton|stub)(?:[^a-z]|$)|[.-](?:dist|defaults?)$/;

/** What is encrypted, or refers to a secret that is kept elsewhere. */
const withoutValue =
	/\.(?:enc|age|sops|encrypted)(?:\.[a-z]{2,5})?$|^\.sops\.ya?ml$|(?:sealed|external)[-_.]?secrets?|^\.secrets\.baseline$|^\.secretlint/;

/** Code about secrets, such as `secrets.ts`, is no secret. */
const codeEnding =
	/\.(?:[cm]?[jt]sx?|svelte|vue|astro|mdx?|rst|adoc|html?|css|s[ac]ss|less|py|rs|go|php|rb|erb|java|kts?|groovy|swift|cs|fs|vb|[ch]|[ch]pp|cc|hh|mm?|scala|clj|exs?|erl|hs|lua|pl|pm|r|dart|zig|nim|sql|sh|bash|zsh|fish|ps1|bat|cmd|graphql|gql|proto|svg|png|snap|feature|prisma|tf|bicep|dockerfile)$/;

/** What is in a folder to explain it, to build it, or to keep it. */
const plainFile =
	/^(?:readme|license|licence|changelog|makefile|dockerfile|containerfile)(?:\.|$)|^\.(?:gitignore|gitkeep|keep|gitattributes|dockerignore|ds_store)$/;

const publicKey = /(?:^|[^a-z])pub(?:lic)?(?:[^a-z]|key|$)/;

/** What the tools of a cloud keep in their folder about who may use it. */
const cloudFile =
	/^(?:config|connections\.|profiles\.|state\.|auth\.|sessions?\.|credential|kubeconfig|azureprofile|accesstoken|msal_|service_principal|token|clouds\.)|^[^.]+$|\.(?:config|db|bin|dat|cache)$/;
const cloudCaches: ReadonlySet<string> = new Set(['cache', 'sso', 'cli', 'tls', 'contexts']);

const hardName = matcherOf(secretNames);
const wordName = matcherOf(secretWords);
const allFolders = folderMatcherOf(secretFolders);
const someFolders = folderMatcherOf(cloudFolders);
const translated = folderMatcherOf(languageFolders);

/** No name on a disk is longer; of longer ones the ends tell as much. */
const maxName = 256;

/**
 * Whether a file may hold passwords, keys or tokens, by its path (`/` or `\` between names), spelled
 * in any way that a file system takes for it. Nothing is read; what is in a file counts besides. Such a file is neither read for a
 * model nor searched without the user's consent.
 */
export function isSecretPath(path: string): boolean {
	const names = fileSystemNames(path).map((name) => boundedName(withDot(name)));
	if (names.some(isShortName)) return true;
	const last = names.at(-1) ?? '';
	const folders = `/${names.slice(0, -1).join('/')}/`;
	const folder = names.at(-2) ?? '';
	return withoutBackupMarks(last).some((name) => isSecretName(name, folder, folders));
}

function isSecretName(name: string, folder: string, folders: string): boolean {
	if (name.endsWith('.pub') || (publicKey.test(name) && !name.includes('priv'))) return false;
	if (example.test(name) || withoutValue.test(name)) return false;
	if (/\.d\.[cm]?ts$/.test(name) || talks.test(name)) return false;
	if (/^(?:config|credentials)/.test(name) && /\.git\//.test(folders)) return true;
	const isHard = hardName(name, folder);
	// The endings of environments are part of their names.
	if (isHard && (name.startsWith('.env') || /^\.[^.]+\.vars/.test(name))) return true;
	if (isHard && (!codeEnding.test(name) || name.startsWith('wp-config'))) return true;
	if (codeEnding.test(name) || plainFile.test(name) || translated(folders)) return false;
	if (allFolders(folders)) return true;
	const hasWord = wordName(name, folder) || secretKinds.some((kind) => kind.test(name));
	if (hasWord && !aboutSecrets.test(name)) return true;
	return (
		someFolders(folders) &&
		(cloudFile.test(name) || folders.split('/').some((each) => cloudCaches.has(each)))
	);
}

/** Tools that keep settings in a repository call `.netrc` `dot_netrc`, or `private_dot_netrc`. */
function withDot(name: string): string {
	return name.replace(/^(?:private_|encrypted_|readonly_|executable_){0,4}dot_/, '.');
}

function boundedName(name: string): string {
	if (name.length <= maxName) return name;
	return name.slice(0, maxName / 2) + name.slice(-maxName / 2);
}

const backupWord = String.raw`(?:bak|backup|old|orig|original|saved?|sav|sw[a-p]|te?mp|copy|prev|previous|disabled|off|rej|dpkg-\w+|rpmsave|rpmnew)\d?`;
const backupEnd = new RegExp(
	String.raw`(?:\.~\d{1,9}~|~|[-_. ]${backupWord}|[._-]\d{1,14}| copy(?: \d+)?| ?\(\d+\))$`,
);
const backupMiddle = new RegExp(
	String.raw`(?:[-_. ]${backupWord}| copy(?: \d+)?| ?\(\d+\))(?=\.[a-z\d]{1,10}$)`,
);

/** A name, and the names that it may be a copy of: editors and people keep `.env~` and `.env.bak`. */
function withoutBackupMarks(name: string): readonly string[] {
	const names = [name];
	let rest = name.replace(/^copy of |^\.?#/, '').replace(/#$/, '');
	for (;;) {
		// An editor's copy of a file begins with a dot of its own.
		if (/\.sw[a-p]$/.test(rest) && rest.startsWith('.')) names.push(rest.slice(1, -4));
		if (rest !== '' && rest !== name) names.push(rest);
		const shorter = rest.replace(backupEnd, '').replace(backupMiddle, '');
		if (shorter === rest) return names;
		rest = shorter;
	}
}

function matcherOf(patterns: readonly string[]): (name: string, folder: string) => boolean {
	const whole = new Set<string>();
	const pieces: { readonly inFolder: boolean; readonly between: readonly string[] }[] = [];
	for (const pattern of patterns) {
		if (/[*/]/.test(pattern)) {
			pieces.push({ inFolder: pattern.includes('/'), between: pattern.split('*') });
		} else {
			whole.add(withoutDot(pattern));
		}
	}
	return (name, folder) =>
		whole.has(withoutDot(name)) ||
		pieces.some(({ inFolder, between }) =>
			matchesStars(inFolder ? `${folder}/${name}` : name, between),
		);
}

function withoutDot(name: string): string {
	return name.startsWith('.') ? name.slice(1) : name;
}

/** Whether a name is what stands between stars, in order, with anything in place of the stars. */
function matchesStars(name: string, between: readonly string[]): boolean {
	const [start = '', ...middles] = between;
	const end = middles.pop();
	if (end === undefined) return name === start;
	if (!name.startsWith(start) || !name.endsWith(end)) return false;
	let at = start.length;
	for (const middle of middles) {
		const found = name.indexOf(middle, at);
		if (found === -1) return false;
		at = found + middle.length;
	}
	return at <= name.length - end.length;
}

/** Tests paths of folders that begin and end with a slash. */
function folderMatcherOf(folders: readonly string[]): (path: string) => boolean {
	return (path) => folders.some((folder) => path.includes(`/${folder}/`));
}
