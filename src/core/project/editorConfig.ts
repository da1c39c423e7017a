import type { CodeFormat } from '../code/codeFormat.ts';
import { matchesGlob } from './configGlob.ts';

/** A property in a section of an EditorConfig. */
interface Property {
	readonly glob: string | undefined;
	readonly key: string;
	readonly value: string;
}

/** What an EditorConfig says of files. */
export class EditorConfig {
	readonly #properties: readonly Property[];

	constructor(text: string) {
		const properties: Property[] = [];
		let glob: string | undefined;
		for (const line of text.split(/\r?\n/)) {
			const said = line.trim();
			if (said.startsWith('[') && said.endsWith(']')) glob = said.slice(1, -1);
			const at = said.indexOf('=');
			const [key, value] = [said.slice(0, Math.max(at, 0)).trim(), said.slice(at + 1).trim()];
			if (glob !== undefined && /^[\w-]+$/.test(key) && !/[#;]/.test(value) && value !== 'ignore') {
				properties.push({ glob, key: key.toLowerCase(), value: value.toLowerCase() });
			}
		}
		this.#properties = properties;
	}

	/** What it says of a file; what is no value of a property takes none away. */
	formatOf(path: string): Partial<CodeFormat> {
		const known = new Map<string | undefined, boolean>();
		const values = new Map<string, string>();
		for (const { glob = '', key, value } of this.#properties) {
			const counts = known.get(glob) ?? matchesGlob(glob.replace(/^\//, './'), path) === true;
			known.set(glob, counts);
			if (counts) values.set(key, value);
		}
		return formatOf(values);
	}
}

function formatOf(values: ReadonlyMap<string, string>): Partial<CodeFormat> {
	const style = values.get('indent_style');
	const size = values.get('indent_size');
	const useTabs =
		style === 'tab' || style === 'space' ? style === 'tab' : size === 'tab' || undefined;
	const width = Number(size === 'tab' || size === undefined ? values.get('tab_width') : size);
	const most = values.get('max_line_length');
	const length = most === 'off' ? Infinity : Number(most);
	const quotes = values.get('quote_type');
	const lineEnd = values.get('end_of_line');
	const end = values.get('insert_final_newline');
	return {
		...(useTabs !== undefined && { useTabs }),
		...(width > 0 && width <= 16 && { tabWidth: width }),
		...(length > 0 && { printWidth: length }),
		...((quotes === 'single' || quotes === 'double') && { singleQuote: quotes === 'single' }),
		...((lineEnd === 'lf' || lineEnd === 'crlf') && { endOfLine: lineEnd }),
		...((end === 'true' || end === 'false') && { insertFinalNewline: end === 'true' }),
	};
}
