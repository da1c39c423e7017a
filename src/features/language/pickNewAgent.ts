import type { Catalog, CatalogAgent } from '../../core/agent/catalog.ts';
import { newHandle } from '../../core/agent/names.ts';
import { plain, plainLine } from '../../core/text/plainText.ts';
import type { Heading, PickFrom, Row } from '../../host/quickPick.ts';

/** What a new agent starts from. */
export type NewAgent = { readonly name: string } | { readonly copyOf: CatalogAgent };

/**
 * Lets the user name a new agent, or choose what it starts from: a name that agent files hand over to
 * and that is missing, or another agent.
 *
 * @param missing the names that are missing
 */
export async function pickNewAgent(
	catalog: Catalog,
	missing: readonly string[],
	pickFrom: PickFrom,
): Promise<NewAgent | undefined> {
	const chosen = await pickFrom<NewAgent>({
		title: plain`New Agent`,
		placeholder: plain`Its name, or what it starts from`,
		isTyped: true,
		rows: (typed) => [
			...fromScratch(typed.trim()),
			...section(
				plain`Handed over to, and missing`,
				missing.map((name) => ({ icon: 'question', label: plainLine(name), value: { name } })),
			),
			...section(
				plain`Start from a copy`,
				catalog.agents.map((agent) => ({
					icon: 'copy',
					label: plainLine(agent.handle),
					description: plainLine(agent.agent.summary),
					value: { copyOf: agent },
				})),
			),
		],
	});
	return chosen?.[0];

	function fromScratch(typed: string): readonly Row<NewAgent>[] {
		if (typed === '') {
			return [
				{ icon: 'add', label: plain`Type a name for an agent from scratch`, alwaysShow: true },
			];
		}
		const handle = newHandle(typed);
		const detail = catalog.get(handle)
			? plain`There is one already: yours goes before it here`
			: undefined;
		return [
			{
				icon: 'add',
				label: plain`Create ${handle}`,
				description: plain`from scratch`,
				...(detail && { detail }),
				alwaysShow: true,
				value: { name: typed },
			},
		];
	}
}

function section<T>(
	heading: Heading['heading'],
	rows: readonly Row<T>[],
): readonly (Row<T> | Heading)[] {
	return rows.length === 0 ? [] : [{ heading }, ...rows];
}
