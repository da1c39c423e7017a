import { strToU8, zipSync, type Zippable } from 'fflate';

/** What the Marketplace and VS Code want to know of a package before they unpack it. */
export interface VsixIdentity {
	readonly name: string;
	readonly publisher: string;
	readonly version: string;
	readonly displayName: string;
	readonly description: string;
	/** The range of versions of VS Code, as in `engines`. */
	readonly engine: string;
	readonly extensionDependencies: readonly string[];
	readonly tags: readonly string[];
}

/** Times in a zip are of no interest here; with one time the same files give the same bytes. */
const anyTime = new Date(2020, 0, 1);

/**
 * Packs an extension: a VSIX is a zip with the extension's files below `extension/` and two files that
 * describe them.
 *
 * @param files by their paths in the extension, `package.json` among them
 */
export function packVsix(
	identity: VsixIdentity,
	files: ReadonlyMap<string, string | Uint8Array>,
): Uint8Array {
	const entries: Zippable = {
		'extension.vsixmanifest': strToU8(vsixManifest(identity, files)),
		'[Content_Types].xml': strToU8(contentTypes(files)),
	};
	for (const [path, content] of files) {
		entries[`extension/${path}`] = typeof content === 'string' ? strToU8(content) : content;
	}
	return zipSync(entries, { level: 6, mtime: anyTime });
}

function vsixManifest(identity: VsixIdentity, files: ReadonlyMap<string, unknown>): string {
	const { name, publisher, version, displayName, description, engine } = identity;
	const assets = [
		['Microsoft.VisualStudio.Code.Manifest', 'package.json'],
		['Microsoft.VisualStudio.Services.Content.Details', 'README.md'],
		['Microsoft.VisualStudio.Services.Icons.Default', 'icon.png'],
	].filter(([, path = '']) => files.has(path));
	const property = (id: string, value: string): string =>
		`\t\t\t<Property Id="Microsoft.VisualStudio.${id}" Value="${xml(value)}" />\n`;
	return `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
	<Metadata>
		<Identity Language="en-US" Id="${xml(name)}" Version="${xml(version)}" Publisher="${xml(publisher)}" />
		<DisplayName>${xml(displayName)}</DisplayName>
		<Description xml:space="preserve">${xml(description)}</Description>
		<Tags>${xml(identity.tags.join(','))}</Tags>
		<Categories>AI,Chat</Categories>
		<GalleryFlags>Public</GalleryFlags>
		<Properties>
${property('Code.Engine', engine)}${property('Code.ExtensionDependencies', identity.extensionDependencies.join(','))}${property('Code.ExtensionPack', '')}${property('Code.ExtensionKind', 'workspace')}		</Properties>
	</Metadata>
	<Installation>
		<InstallationTarget Id="Microsoft.VisualStudio.Code" />
	</Installation>
	<Dependencies />
	<Assets>
${assets.map(([type = '', path = '']) => `\t\t<Asset Type="${type}" Path="extension/${path}" Addressable="true" />\n`).join('')}	</Assets>
</PackageManifest>
`;
}

/** A type for each ending among the files, as the format of the zip demands. */
function contentTypes(files: ReadonlyMap<string, unknown>): string {
	const types: Readonly<Record<string, string>> = {
		json: 'application/json',
		md: 'text/markdown',
		png: 'image/png',
		svg: 'image/svg+xml',
	};
	const endings = new Set(['vsixmanifest']);
	for (const path of files.keys()) endings.add(/\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? 'txt');
	const rows = [...endings].map((ending) => {
		const type = ending === 'vsixmanifest' ? 'text/xml' : (types[ending] ?? 'text/plain');
		return `<Default Extension=".${ending}" ContentType="${type}" />`;
	});
	return `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${rows.join('')}</Types>
`;
}

/** A text fit for XML: controls, which XML cannot hold, are left out. */
function xml(text: string): string {
	return text
		.replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}
