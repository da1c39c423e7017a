import { constants } from 'node:fs';
import { open, readdir, readFile, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { identityOf } from '../src/core/manifest/pack.ts';
import { iconOf } from '../src/core/manifest/packIcon.ts';
import {
	identityFault,
	suggestIdentity,
	suggestVersion,
	type PackIdentity,
} from '../src/core/manifest/packIdentity.ts';
import {
	readSharedFolder,
	sharedPack,
	type FolderFile,
	type LeftOut,
} from '../src/core/manifest/sharedPack.ts';
import { packVsix } from '../src/core/manifest/vsix.ts';
import { visiblePath } from '../src/core/text/plainText.ts';
import { messageOf } from './vscode/failure.ts';

const usage = `Usage: npm run pack -- FOLDER [options]

Makes an extension of the agent files in a folder: chat participants and entries of VS Code's own list
of agents, without code. Prints what went in.

  -o, --out FILE      write this file (NAME-VERSION.vsix where you stand)
  --name NAME         the name of the extension (after the project)
  --publisher NAME    who it is from (after package.json)
  --version X.Y.Z     its version (one more than that of a package that is there)

Ends with 0 when the package is written, with 1 when the folder has no agents, or one that cannot be
used, and with 2 when it is called wrongly.
`;

/** The command line is wrong. */
class UsageError extends Error {
	override readonly name = 'UsageError';
}

const largest = 1024 * 1024;
const mostFiles = 1_000;

interface Call {
	readonly folder: string;
	readonly out?: string;
	readonly given: Partial<PackIdentity>;
}

function readCall(args: readonly string[], from: string): Call | undefined {
	const { values, positionals } = parsed(args);
	if (values.help) return undefined;
	const [folder, ...others] = positionals;
	if (folder === undefined || others.length > 0) throw new UsageError('Name one folder.');
	const { out, name, publisher, version } = values;
	return {
		folder: path.resolve(from, folder),
		...(out !== undefined && { out: path.resolve(from, out) }),
		given: {
			...(name !== undefined && { name }),
			...(publisher !== undefined && { publisher }),
			...(version !== undefined && { version }),
		},
	};
}

function parsed(args: readonly string[]) {
	try {
		return parseArgs({
			args: [...args],
			allowPositionals: true,
			options: {
				out: { type: 'string', short: 'o' },
				name: { type: 'string' },
				publisher: { type: 'string' },
				version: { type: 'string' },
				help: { type: 'boolean', short: 'h', default: false },
			},
		});
	} catch (error) {
		throw new UsageError(messageOf(error));
	}
}

/** The markdown files below a folder; links in it are not followed. */
async function readFolder(
	folder: string,
): Promise<{ readonly files: readonly FolderFile[]; readonly leftOut: readonly LeftOut[] }> {
	const files: FolderFile[] = [];
	const leftOut: LeftOut[] = [];
	const folders = [{ file: await realpath(folder), name: '' }];
	for (const { file: parent, name: prefix } of folders) {
		const entries = await readdir(parent, { withFileTypes: true });
		for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
			const file = path.join(parent, entry.name);
			const name = prefix + entry.name;
			if (entry.isSymbolicLink()) leftOut.push({ path: name, reason: 'It is a link.' });
			else if (entry.isDirectory()) {
				if (!['node_modules', '.git'].includes(entry.name))
					folders.push({ file, name: `${name}/` });
			} else if (entry.isFile() && /\.md$/i.test(entry.name)) {
				files.push({ path: name, bytes: await readAgent(file, name) });
			}
			if (files.length > mostFiles) throw new Error('There are too many files in this folder.');
		}
	}
	return { files, leftOut };
}

async function readAgent(file: string, name: string): Promise<Uint8Array> {
	// It may have become a link, or a pipe, since the folder was read.
	const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
	const handle = await open(file, flags);
	try {
		const found = await handle.stat();
		if (!found.isFile() || found.size > largest) {
			throw new Error(`${visiblePath(name)} is larger than 1 MiB, or no file.`);
		}
		return await handle.readFile();
	} finally {
		await handle.close();
	}
}

/** The text of the nearest package.json above a folder. */
async function packageJsonAbove(folder: string): Promise<string | undefined> {
	for (let at = folder; ; at = path.dirname(at)) {
		try {
			return await readFile(path.join(at, 'package.json'), 'utf8');
		} catch {
			// There is none here: the next one up may have one.
		}
		if (at === path.dirname(at)) return undefined;
	}
}

async function identify({ folder, out, given }: Call, target: string): Promise<PackIdentity> {
	const packageJson = await packageJsonAbove(folder);
	const suggested = suggestIdentity({
		folder: folder.replaceAll('\\', '/'),
		...(packageJson !== undefined && { packageJson }),
	});
	const { name, publisher } = { ...suggested, ...given };
	const names = await readdir(out === undefined ? target : path.dirname(out));
	const version = given.version ?? suggestVersion(name, names);
	const identity = { name, publisher, version };
	const fault = identityFault(identity);
	if (fault !== undefined) throw new UsageError(fault);
	return identity;
}

async function main(args: readonly string[], from: string): Promise<void> {
	const call = readCall(args, from);
	if (!call) {
		console.log(usage);
		return;
	}
	const identity = await identify(call, from);
	const { files, leftOut } = await readFolder(call.folder);
	const found = readSharedFolder(files);
	for (const { path: name, reason } of [...leftOut, ...found.leftOut]) {
		console.error(`Left out: ${visiblePath(name)}: ${reason}`);
	}
	for (const { path: name, reason } of found.broken) {
		console.error(`Cannot be used: ${visiblePath(name)}: ${reason}`);
	}
	if (found.broken.length > 0)
		throw new Error('Nothing is written: mend or move what cannot be used.');
	if (found.agents.length === 0) throw new Error('There are no agent files in this folder.');
	const { pack, files: packed } = sharedPack(identity, found.agents, iconOf(found.agents));
	const out = call.out ?? path.join(from, `${identity.name}-${identity.version}.vsix`);
	await writeFile(out, packVsix(identityOf(pack), packed));
	console.log(`${out}: ${identity.publisher}.${identity.name} ${identity.version}`);
	for (const { path: name, handle, wanted } of found.agents) {
		const renamed = handle === wanted ? '' : ` (@${wanted} belongs to VS Code)`;
		console.log(`  @${handle} from ${visiblePath(name)}${renamed}`);
	}
	for (const name of packed.keys()) console.log(`  ${name}`);
}

try {
	// npm changes into the repository; paths are meant from where the user stands.
	await main(process.argv.slice(2), process.env['INIT_CWD'] ?? process.cwd());
} catch (error) {
	console.error(messageOf(error));
	if (error instanceof UsageError) console.error(`\n${usage}`);
	process.exitCode = error instanceof UsageError ? 2 : 1;
}
