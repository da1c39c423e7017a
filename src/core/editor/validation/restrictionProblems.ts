import type { AgentDocument } from '../agentDocument.ts';
import { attributeOf } from '../../agent/attributes.ts';
import type { Entry, Item } from '../../agent/frontMatter.ts';
import { canonicalKey, isRestriction } from '../../agent/header/headerKeys.ts';
import { problem } from '../../problem/problem.ts';
import type { Problem } from '../../problem/problem.ts';
import { plainLine } from '../../text/plainText.ts';

/** Keys, without case and separators, that say in other programs or in prose what is allowed. */
const restrictingKey =
	/^(?:(?:restricted|forbidden|blocked|denied|deny|excluded?|prohibited|banned|disabled|disallow|allow(?:ed)?|permitted|enabled)tools?|tools?(?:allowed|denied|allow|deny|allowlist|denylist|blacklist|whitelist|permissions?|restrictions?))$/;

/** Deeper keys than this are nobody's restriction. */
const deepest = 4;

/** Warns of keys that seem to restrict the agent, and that nothing here reads as a restriction. */
export function restrictionProblems({ frontMatter }: AgentDocument): readonly Problem[] {
	const { entries, lostKeys = [] } = frontMatter;
	const isLost = ({ keyRange }: Entry): boolean =>
		lostKeys.some(({ range }) => range.start <= keyRange.start && keyRange.end <= range.end);
	const idle = entries.filter((entry) => restrictsNothing(entry) && !isLost(entry));
	return idle.map(({ key, keyRange }) => {
		return problem('restriction-without-effect', keyRange, { key: plainLine(key, 60) });
	});
}

/** Whether an entry is a note to readers, or to another program, that reads like a restriction. */
export function restrictsNothing({ canonical, value, items = [] }: Entry): boolean {
	const attribute = attributeOf(canonical);
	if (attribute && attribute.formats.length > 0 && canonical !== 'metadata') return false;
	if (value === null || value === undefined) return false;
	const key = skeleton(canonical);
	if (key === 'permission' || key === 'permissions') return typeof value === 'object';
	return restrictingKey.test(key) || items.some((item) => isRestricting(item, 0));
}

function isRestricting({ key = '', items = [] }: Item, depth: number): boolean {
	if (isRestriction(canonicalKey(key)) || restrictingKey.test(skeleton(key))) return true;
	return depth < deepest && items.some((item) => isRestricting(item, depth + 1));
}

function skeleton(key: string): string {
	return key.replace(/[\s_-]/g, '').toLowerCase();
}
