import type { HookToWire, WireOptions } from '../../src/core/insertion/wireHook.ts';
import { handleOrder } from '../../src/core/insertion/wireHook/handleOrder.ts';

/** A hooks file of some shape and style, and a hook to wire into it. */
export interface HooksCase {
	readonly text: string | undefined;
	readonly hook: HookToWire;
	readonly options: WireOptions;
	/** The file's shape, for messages. */
	readonly shape: string;
	/** The file has the hook, in a way that cannot be joined. */
	readonly hopeless: boolean;
	readonly style: HooksStyle;
}

export interface HooksStyle {
	readonly quote: "'" | '"';
	readonly semicolons: boolean;
	readonly indent: string;
	readonly lineEnd: '\n' | '\r\n';
	readonly finalBreak: boolean;
	readonly mark: boolean;
}

/** The handles that `./handles` exports, in the order in which they belong. */
export const handleRanks: Readonly<Record<string, number>> = {
	sentryHandle: handleOrder.monitoring,
	cspHeaders: handleOrder.headers,
	cors: handleOrder.cors,
	rateLimiter: handleOrder.rateLimit,
	authenticate: handleOrder.authentication,
	'auth.handle': handleOrder.authentication,
	translate: handleOrder.own,
	authGuard: handleOrder.guards,
};

type HookName = HookToWire['name'];
type Random = (limit: number) => number;

const types: Readonly<Record<HookName, string>> = {
	handle: 'Handle',
	handleFetch: 'HandleFetch',
	handleError: 'HandleServerError',
	handleValidationError: 'HandleValidationError',
	init: 'ServerInit',
	reroute: 'Reroute',
	transport: 'Transport',
};

/** Code with tabs, single quotes, semicolons and LF; `restyled` makes other styles of it. */
interface Draft {
	readonly shape: string;
	readonly imports: readonly string[];
	readonly code: readonly string[];
	readonly hopeless?: boolean;
}

/** Makes cases: words that have to stay as they are are numbered `kept1`, `kept2`, … */
export class HooksFiles {
	readonly #random: Random;
	#kept = 0;

	constructor(random: Random) {
		this.#random = random;
	}

	next(): HooksCase {
		const name = this.#pick<HookName>([
			...(['handle', 'handle', 'handle', 'handle', 'handleFetch', 'handleError'] as const),
			...(['init', 'reroute', 'transport'] as const),
		]);
		const options: WireOptions = {
			language: this.#pick(['ts', 'ts', 'js']),
			kitMajor: this.#pick([2, 3]),
		};
		const hook: HookToWire = {
			name,
			exported: this.#pick(['added', 'securityHeaders', 'default', name]),
			from: this.#pick(['$lib/server/added', '#lib/server/added.js', './lib/server/added']),
			...(this.#chance(4) && {
				order: this.#pick(['first', 'last', 0, 5, 10, 20, 30, 40, 45, 50, 60, 70] as const),
			}),
		};
		const draft = this.#draft(name, options);
		const style: HooksStyle = {
			quote: this.#pick(["'", '"']),
			semicolons: this.#chance(2),
			indent: this.#pick(['\t', '  ', '    ']),
			lineEnd: this.#pick(['\n', '\n', '\r\n']),
			finalBreak: this.#random(5) > 0,
			mark: this.#random(8) === 0,
		};
		const { shape, hopeless = false } = draft;
		return {
			text: shape === 'no file' ? undefined : restyled(this.#file(draft, name, options), style),
			hook,
			options,
			shape,
			hopeless,
			style,
		};
	}

	#pick<T>(values: readonly T[]): T {
		return values[this.#random(values.length)] as T;
	}

	/** True once in so many. */
	#chance(times: number): boolean {
		return this.#random(times) === 0;
	}

	#keep(about = ''): string {
		return `kept${++this.#kept}${about && ` ${about}`}`;
	}

	#file(draft: Draft, name: HookName, { language, kitMajor }: WireOptions): string {
		const home =
			kitMajor === 3 && name !== 'handleValidationError' ? '@sveltejs/kit/hooks' : '@sveltejs/kit';
		const type = types[name];
		const typed = draft.code.some((line) => new RegExp(`\\b${type}\\b(?!')`).test(line));
		const own =
			draft.imports.length > 0 ? [`import { ${draft.imports.join(', ')} } from './handles';`] : [];
		const imports = [
			...(this.#chance(5) ? ["import './app.css';"] : []),
			...(language === 'ts' && typed
				? [
						this.#pick([
							`import type { ${type} } from '${home}';`,
							`import { type ${type} } from '${home}';`,
						]),
					]
				: []),
			...own,
			...draft.code.filter((line) => line.startsWith('import ')),
		];
		const body = draft.code.filter((line) => !line.startsWith('import '));
		const blank = body.length > 0 && this.#random(6) > 0 ? [''] : [];
		const above = this.#chance(6) ? [`// ${this.#keep('what this file is for')}`, ''] : [];
		const around = (): string[] =>
			this.#chance(4)
				? [
						'',
						`/** ${this.#keep('a helper')} */`,
						`export const ${this.#pick(['helper', 'another'])}${this.#kept} = () => {`,
						`\treturn { handle: '${this.#keep('text')}', init: 1 };`,
						'};',
						'',
					]
				: [];
		const others =
			name !== 'handleError' && this.#chance(5) ? ["export { handleError } from './own';"] : [];
		const lines =
			body.length === 0 && imports.length === 0
				? above
				: [...above, ...imports, ...blank, ...around(), ...body, ...around(), ...others];
		const text = lines
			.join('\n')
			.trim()
			.replace(/\n{3,}/g, '\n\n');
		return text === '' ? '' : `${text}\n`;
	}

	#draft(name: HookName, options: WireOptions): Draft {
		const drafts = name === 'handle' ? this.#handleDrafts : this.#drafts;
		return this.#pick(drafts)(name, options);
	}

	readonly #drafts = [
		() => this.#none(),
		(name: HookName, options: WireOptions) => this.#declared(name, options),
		(name: HookName, options: WireOptions) => this.#declared(name, options),
		(name: HookName, options: WireOptions) => this.#listed(name, options),
		(name: HookName) => this.#passedOn(name),
		(name: HookName, options: WireOptions) => this.#expression(name, options),
		(name: HookName) => this.#pattern(name),
		(name: HookName) => this.#hopeless(name),
	];

	readonly #handleDrafts = [
		...this.#drafts,
		(_name: HookName, options: WireOptions) => this.#sequence(options),
		(_name: HookName, options: WireOptions) => this.#sequence(options),
		(_name: HookName, options: WireOptions) => this.#sequence(options),
		(_name: HookName, options: WireOptions) => this.#sequence(options),
	];

	#none(): Draft {
		const more = ["import { sequence } from '@sveltejs/kit/hooks';", 'export const version = 1;'];
		return this.#pick<Draft>([
			{ shape: 'no file', imports: [], code: [] },
			{ shape: 'empty', imports: [], code: [] },
			{ shape: 'imports only', imports: ['tag'], code: [] },
			{ shape: 'something else', imports: [], code: more },
			{
				shape: 'not exported',
				imports: ['tag'],
				code: ["const handle = tag('unused');", 'handle;'],
			},
		]);
	}

	/** `export const handle = …`, with an annotation, `satisfies` or a comment for its type. */
	#declaration(
		name: HookName,
		local: string,
		value: string,
		options: WireOptions,
		exported = true,
	): string[] {
		const head = `${exported ? 'export ' : ''}${this.#random(8) === 0 ? 'let' : 'const'} ${local}`;
		const type = types[name];
		if (options.language === 'js') {
			const home = options.kitMajor === 3 ? '@sveltejs/kit/hooks' : '@sveltejs/kit';
			return [
				...(this.#chance(2) ? [`/** @type {import('${home}').${type}} ${this.#keep()} */`] : []),
				...`${head} = ${value};`.split('\n'),
			];
		}
		const whole = this.#pick([
			`${head} = ${value};`,
			`${head}: ${type} = ${value};`,
			`${head} = (${value}) satisfies ${type};`,
			...(value.includes('=>') ? [] : [`${head} = ${value} as ${type};`]),
		]);
		return [...(this.#chance(3) ? [`/** ${this.#keep('doc')} */`] : []), ...whole.split('\n')];
	}

	/** An expression for a hook of the file's own. */
	#own(name: HookName, tag = 'own'): string {
		if (name === 'transport') {
			return this.#pick([
				`{ ${tag}: coder }`,
				'{}',
				`{\n\t// ${this.#keep('a type')}\n\t${tag}: coder,\n}`,
			]);
		}
		const body = `\t// ${this.#keep('the body')}\n\treturn tag('${tag}')(input);`;
		const forms = [
			`async (input) => {\n${body}\n}`,
			`(input) => tag('${tag}')(input)`,
			`async function (input) {\n${body}\n}`,
		];
		const noInput = `async () => {\n\t// ${this.#keep()}\n\treturn tag('${tag}')();\n}`;
		return this.#pick(/handleError|init|reroute/.test(name) ? [...forms, noInput] : forms);
	}

	#declared(name: HookName, options: WireOptions): Draft {
		const after = this.#pick<readonly string[]>([
			[],
			[`export const peek = () => ${name};`],
			[`export const peek = () => ({ ${name} }).${name};`],
			[`export const other = (${name}) => ${name};`],
		]);
		const imports = [name === 'transport' ? 'coder' : 'tag'];
		if (name !== 'transport' && this.#chance(3)) {
			const declared = [
				`${this.#chance(2) ? `/* ${this.#keep()} */ ` : ''}export ${this.#pick(['', 'async '])}function ${name}(input) {`,
				`\t// ${this.#keep('the body')}`,
				"\treturn tag('own')(input);",
				'}',
			];
			return { shape: 'function', imports, code: [...declared, ...after] };
		}
		const declared = this.#declaration(name, name, this.#own(name), options);
		const hopeless =
			after.some((line) => line.includes('other')) && declared.join('\n').includes('let ');
		return { shape: 'constant', imports, code: [...declared, ...after], hopeless };
	}

	#listed(name: HookName, options: WireOptions): Draft {
		const local = this.#pick([name, 'mine']);
		const imports = [name === 'transport' ? 'coder' : 'tag'];
		const specifier = local === name ? name : `mine as ${name}`;
		const list = this.#pick([
			[`export { ${specifier} };`],
			[`export { ${specifier}, extra };`, 'const extra = 1;'],
			['const extra = 1;', 'export {', '\textra,', `\t${specifier}${this.#pick(['', ','])}`, '};'],
		]);
		if (this.#chance(3)) {
			const imported = `import { ${name}${local === name ? '' : ' as mine'} } from './own';`;
			return { shape: 'imported and listed', imports: [], code: [imported, ...list] };
		}
		const declared = this.#declaration(name, local, this.#own(name), options, false);
		const peek = this.#chance(3) ? [`export const peek = () => ${local};`] : [];
		const parts = this.#chance(2) ? [...declared, ...list] : [...list, ...declared];
		return { shape: 'listed', imports, code: [...parts, ...peek] };
	}

	#passedOn(name: HookName): Draft {
		const what = this.#pick([name, `default as ${name}`, `my_${name} as ${name}`]);
		const list = this.#pick([
			`export { ${what} } from './own';`,
			`export { ${what}, extra } from './own'; // ${this.#keep('beside')}`,
			`export {\n\textra,\n\t${what},\n} from './own';`,
		]);
		const local =
			name !== 'transport' && this.#chance(5)
				? [`import { ${name} } from './own';`, `export const peek = () => ${name};`]
				: [];
		return { shape: 'passed on', imports: [], code: [...local, ...list.split('\n')] };
	}

	/** A hook that is made by something else. */
	#expression(name: HookName, options: WireOptions): Draft {
		const value = this.#pick([
			...(name === 'handle' ? ['authenticate', 'authGuard', 'auth.handle'] : []),
			`made.${name}`,
			`create('${name}').${name}`,
			`create('${name}', {\n\t// ${this.#keep()}\n\ta: 1,\n}).${name}`,
			`version > 1 ? made.${name} : made.${name}`,
			`await Promise.resolve(made.${name})`,
			`made.none ?? made.${name}`,
		]);
		const imports = ['authenticate', 'authGuard', 'auth', 'made', 'create'].filter((each) =>
			new RegExp(`\\b${each}\\b`).test(value),
		);
		const before = value.includes('version') ? ['const version = 1;'] : [];
		const code = [...before, ...this.#declaration(name, name, value, options)];
		return { shape: 'expression', imports, code };
	}

	#pattern(name: HookName): Draft {
		const code = this.#pick([
			[`export const { ${name}, extra } = create('${name}');`],
			[`export const { ${name} } = create('${name}');`],
			['export const {', '\textra,', `\t${name}: ${name},`, `} = create('${name}');`],
			[`export const extra = 1, ${name} = made.${name};`],
			[`export const [${name}, extra = 2] = [made.${name}];`],
		]);
		const imports = code.join().includes('create') ? ['create'] : ['made'];
		return { shape: 'pattern', imports, code };
	}

	#hopeless(name: HookName): Draft {
		const { imports, code } = this.#pick<Pick<Draft, 'imports' | 'code'>>([
			{ imports: [], code: ["export * from './own';"] },
			{ imports: [], code: [`export * as ${name} from './own';`] },
			{
				imports: ['made'],
				code: [`export let ${name} = made.${name};`, `${name} = made.${name};`],
			},
			{
				imports: ['made'],
				code: ['const on = true;', `export const ${name} = on && made.${name};`],
			},
			{
				imports: ['made'],
				code: ['const on = true;', `export const ${name} = on ? made.${name} : undefined;`],
			},
			{ imports: [], code: [`export class ${name} {}`] },
		]);
		return { shape: 'hopeless', imports, code, hopeless: true };
	}

	#sequence(options: WireOptions): Draft {
		const given = this.#pick([
			["import { sequence } from '@sveltejs/kit/hooks';", 'sequence'],
			["import { sequence as chain } from '@sveltejs/kit/hooks';", 'chain'],
			["import * as kit from '@sveltejs/kit/hooks';", 'kit.sequence'],
		]);
		const [imported = '', callee = ''] = given;
		const ranked = Object.keys(handleRanks).filter(() => this.#chance(3));
		const items = ranked.map((each) =>
			each === 'translate' && this.#chance(2) ? `(${each})` : each,
		);
		if (this.#chance(4))
			items.push(this.#pick(["create('handle').handle", '...more', `tag('a, b')`]));
		const imports = ['create', 'more', 'tag', 'auth', ...Object.keys(handleRanks)].filter(
			(each) =>
				!each.includes('.') &&
				items.some((item) => new RegExp(`(?<![\\w'])${each}\\b(?!')`).test(item)),
		);
		const trailing = this.#chance(2) && items.length > 0 ? ',' : '';
		const call = this.#pick([
			() => `${callee}(${items.join(', ')}${trailing})`,
			() => `${callee}( ${items.join(', ')}${trailing} )`,
			() =>
				`${callee}(${items.map((item) => `/* ${this.#keep('with')} */ ${item}`).join(', ')}${trailing})`,
			() => this.#manyLines(callee, items, trailing),
			() => this.#manyLines(callee, items, trailing),
			() =>
				[`${callee}(`, ...(items.length > 0 ? [`\t${items.join('\n\t, ')}`] : []), ')'].join('\n'),
		])();
		if (this.#chance(6)) {
			const declared = this.#declaration('handle', 'all', call, options, false);
			return {
				shape: 'sequence, listed',
				imports,
				code: [imported, ...declared, 'export { all as handle };'],
			};
		}
		return {
			shape: 'sequence',
			imports,
			code: [imported, ...this.#declaration('handle', 'handle', call, options)],
		};
	}

	#manyLines(callee: string, items: readonly string[], trailing: string): string {
		const lines = items.flatMap((item, i) => {
			const comma = i < items.length - 1 ? ',' : trailing;
			const name = /\w+/.exec(item)?.[0] ?? '';
			return [
				...(this.#chance(4) ? [`\t// ${this.#keep(`above ${name}`)}`] : []),
				`\t${item}${comma}${this.#chance(4) ? ` // ${this.#keep(`beside ${name}`)}` : ''}`,
			];
		});
		const end = this.#chance(5) ? [`\t// ${this.#keep('at the end')}`] : [];
		return [`${callee}(`, ...lines, ...end, ')'].join('\n');
	}
}

function restyled(code: string, style: HooksStyle): string {
	const quoted = code.replaceAll("'", style.quote);
	const ended = style.semicolons ? quoted : quoted.replace(/;(?=\n|$| \/\/)/g, '');
	const indented = ended.replace(/^\t+/gm, (tabs) => style.indent.repeat(tabs.length));
	const text = style.finalBreak ? indented : indented.trimEnd();
	return `${style.mark ? '\uFEFF' : ''}${text.replaceAll('\n', style.lineEnd)}`;
}
