import { ownValue } from '../text/ownValue.ts';
import { argumentsOf } from '../code/calls.ts';
import { keyOf } from '../code/declarationShape.ts';
import type { ParsedModule } from '../code/parsedModule.ts';
import { asNode, asNodes, asText, walk, type SyntaxNode } from '../code/syntaxTree.ts';
import { visiblePath } from '../text/plainText.ts';
import type { ProjectModule } from './projectModules.ts';

/** What columns of Drizzle hold, as far as it matters to those that refer to them. */
const kinds: Readonly<Record<string, 'a number' | 'a UUID' | 'text'>> = {
	text: 'text',
	varchar: 'text',
	char: 'text',
	uuid: 'a UUID',
	integer: 'a number',
	int: 'a number',
	serial: 'a number',
	smallint: 'a number',
	smallserial: 'a number',
	bigint: 'a number',
	bigserial: 'a number',
};

/**
 * Why tables that are added to a module of a project may not fit those that it has, as sentences: they
 * refer to a column that holds something else than theirs, which databases refuse.
 *
 * @param added the tables as they are added
 */
export function referenceDifferences(
	added: ParsedModule,
	{ path: ownPath, module, exports }: ProjectModule,
): readonly string[] {
	const found = new Set<string>();
	const known = new Map<ParsedModule, Tables>();
	const tablesOf = (of: ParsedModule): Tables => {
		const tables = known.get(of) ?? new Tables(of);
		known.set(of, tables);
		return tables;
	};
	walk(added.tree?.body ?? [], (node) => {
		const callee = node.type === 'CallExpression' ? asNode(node['callee']) : undefined;
		if (asText(asNode(callee?.['property'])?.['name']) !== 'references') return;
		const target = asNode(argumentsOf(node)[0]?.['body']);
		const table = asText(asNode(target?.['object'])?.['name']);
		const column = asText(asNode(target?.['property'])?.['name']);
		const here = tablesOf(added);
		if (here.has(table)) return;
		const place = exports.get(table) ?? { module, local: table, path: ownPath };
		const own = tablesOf(place.module).kindIn(place.local, column);
		const expected = here.kindOf(asNode(callee?.['object']));
		if (own === undefined || expected === undefined || own === expected) return;
		found.add(
			`${visiblePath(place.path)} has its own \`${table}\`, whose \`${column}\` is ${own}; the code refers to it as ${expected}.`,
		);
	});
	return [...found];
}

type Kind = (typeof kinds)[string];

/** The constants of a module, and the columns of those that are tables. */
class Tables {
	readonly #values = new Map<string, SyntaxNode>();
	readonly #columns = new Map<string, ReadonlyMap<string, SyntaxNode>>();

	constructor({ tree }: ParsedModule) {
		for (const statement of tree?.body ?? []) {
			const node = asNode(statement['declaration']) ?? statement;
			for (const declared of asNodes(node['declarations'])) {
				const init = asNode(declared['init']);
				if (init) this.#values.set(asText(asNode(declared['id'])?.['name']), init);
			}
		}
	}

	has(name: string): boolean {
		return this.#values.get(name)?.type === 'CallExpression';
	}

	/** What a column of a table holds. */
	kindIn(table: string, column: string): Kind | undefined {
		const known = this.#columns.get(table) ?? this.#columnsOf(table);
		this.#columns.set(table, known);
		return this.kindOf(known.get(column));
	}

	#columnsOf(table: string): ReadonlyMap<string, SyntaxNode> {
		const call = this.#values.get(table);
		const object = call?.type === 'CallExpression' ? argumentsOf(call)[1] : undefined;
		return new Map(
			asNodes(object?.['properties']).flatMap((each) => {
				const value = asNode(each['value']);
				return value ? [[keyOf(each), value] as const] : [];
			}),
		);
	}

	/** By the function that the definition of a column begins with, or one that gives it. */
	kindOf(definition: SyntaxNode | undefined): Kind | undefined {
		const name = firstCalled(definition);
		const helper = this.#values.get(name);
		const given = helper ? firstCalled(asNode(helper['body'])) : name;
		return ownValue(kinds, given);
	}
}

/** `text` of `text('id').notNull().references(…)`; empty where it is something else. */
function firstCalled(definition: SyntaxNode | undefined): string {
	let node = definition;
	while (node?.type === 'CallExpression') {
		const callee = asNode(node['callee']);
		if (callee?.type === 'Identifier') return asText(callee['name']);
		node = asNode(callee?.['object']);
	}
	return '';
}
