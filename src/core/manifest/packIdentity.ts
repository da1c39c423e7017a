import { extensionId } from '../../ids.ts';
import { handleFrom } from '../agent/handle.ts';

/** By what an extension is known. */
export interface PackIdentity {
	readonly name: string;
	readonly publisher: string;
	readonly version: string;
}

/** What is known where a pack is made. */
export interface PackSurroundings {
	/** The path of the folder with the agents, with `/`. */
	readonly folder: string;
	/** The text of the nearest package.json above it; left out where there is none. */
	readonly packageJson?: string;
	/** The publisher of the pack that was made last. */
	readonly lastPublisher?: string;
}

/** Names of folders that say nothing of what is in them. */
const general = /^(?:\..*|agents?|src|docs?|home|users?|tmp|temp|work|workspaces?|)$/i;
const longest = 60;
const [ownPublisher = ''] = extensionId.split('.');

/** A name and a publisher for a pack. The user may have others. */
export function suggestIdentity(around: PackSurroundings): Omit<PackIdentity, 'version'> {
	const named = around.folder
		.split('/')
		.toReversed()
		.filter((part) => !general.test(part))
		.map(cleaned)
		.find((part) => part !== '');
	const name = named === undefined ? 'team-agents' : `${named.replace(/-?agents$/, '')}-agents`;
	const { scope, publisher } = owners(around.packageJson);
	const candidates = [around.lastPublisher, publisher, scope];
	const owner = candidates.find(
		(text) => text !== undefined && publisherFault(text) === undefined && text !== ownPublisher,
	);
	return { name: name.replace(/^-/, ''), publisher: owner ?? 'local' };
}

/**
 * The next version of a pack: one more than the highest that lies there.
 *
 * @param names of the files beside which the package is to lie
 */
export function suggestVersion(name: string, names: readonly string[]): string {
	const versions = names.flatMap((file) => {
		const isOf = file.startsWith(`${name}-`) && file.endsWith('.vsix');
		const version = file.slice(name.length + 1, -'.vsix'.length);
		return isOf && versionFault(version) === undefined ? [version.split('.').map(Number)] : [];
	});
	const [highest] = versions.toSorted((a, b) => order(b) - order(a));
	if (!highest) return '1.0.0';
	const [major = 1, minor = 0, patch = 0] = highest;
	return `${major}.${minor}.${patch + 1}`;
}

/** Why a text cannot be the name of an extension, as a sentence; `undefined` where it can. */
export function nameFault(text: string): string | undefined {
	if (text.length > longest) return `A name has at most ${longest} characters.`;
	return /^[a-z\d][a-z\d-]*$/.test(text)
		? undefined
		: 'A name has small letters, digits and hyphens, such as team-agents.';
}

/** Why a text cannot be a publisher. */
export function publisherFault(text: string): string | undefined {
	if (text.length > longest) return `A publisher has at most ${longest} characters.`;
	return /^[a-z\d][a-z\d-]*$/i.test(text)
		? undefined
		: 'A publisher has letters, digits and hyphens, such as acme.';
}

/** Why a text cannot be a version. */
export function versionFault(text: string): string | undefined {
	return /^(?:0|[1-9]\d{0,5})(?:\.(?:0|[1-9]\d{0,5})){2}$/.test(text)
		? undefined
		: 'A version has three numbers, such as 1.0.0.';
}

/** Why a pack cannot be known by these; `undefined` where it can. */
export function identityFault({ name, publisher, version }: PackIdentity): string | undefined {
	const fault = nameFault(name) ?? publisherFault(publisher) ?? versionFault(version);
	if (fault !== undefined) return fault;
	// Its ids would be those of this extension's own participants.
	return publisher.toLowerCase() === ownPublisher
		? `The publisher ${ownPublisher} is taken. Take another one.`
		: undefined;
}

/** Of two numbers below a million, and one that is the most important. */
function order([major = 0, minor = 0, patch = 0]: readonly number[]): number {
	return (major * 1_000_000 + minor) * 1_000_000 + patch;
}

function cleaned(text: string): string {
	return handleFrom(text)
		.toLowerCase()
		.replaceAll('_', '-')
		.replace(/^-+/, '')
		.slice(0, longest - '-agents'.length)
		.replace(/-$/, '');
}

/** Who a package.json says that it is from: `@acme/shop` is from acme. */
function owners(text: string | undefined): {
	readonly scope?: string;
	readonly publisher?: string;
} {
	let value: unknown;
	try {
		value = JSON.parse(text ?? '');
	} catch {
		// It is somebody else's file, and only looked at for a suggestion.
		return {};
	}
	const { name, publisher } = Object(value) as {
		readonly name?: unknown;
		readonly publisher?: unknown;
	};
	const [, scope] = /^@([^/]+)\//.exec(typeof name === 'string' ? name : '') ?? [];
	return {
		...(scope !== undefined && { scope }),
		...(typeof publisher === 'string' && { publisher }),
	};
}
