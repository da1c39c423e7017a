import type { AgentDocument } from '../agentDocument.ts';
import { attributeOf } from '../attributes.ts';
import type { Entry, Item } from '../frontMatter.ts';
import { canonicalKey, isRestriction } from '../header/headerKeys.ts';
import type { Problem } from '../problem.ts';
import { problemOf } from '../problemCodes.ts';
import { plainLine } from '../text/plainText.ts';

/** Keys, without case and separators, that say in other programs or in prose what is allowed. */
const restrictingKey =
	/^(?:(?:restricted|forbidden|blocked|denied|deny|excluded?|prohibited|banned|disabled|disallow|allow(?:ed)?|permitted|enabled)tools?|tools?(?:allowed|denied|allow|deny|allowlist|denylist|blacklist|whitelist|permissions?|restrictions?))$/;

/** Deeper keys than this are nobody's restriction. */
const deepest = 4;

/** Warns of keys that seem to restrict the agent, and that nothing here reads as a restriction. */
export function restrictionProblems({ frontMatter }: AgentDocument): readonly Problem[] {
	return frontMatter.entries.filter(restrictsNothing).map(({ key, keyRange }) => {
		const message = `Nothing here restricts the agent by “${plainLine(key, 60)}”; write “tools:” or “disallowedTools:” at the start of a line.`;
		return problemOf('restriction-without-effect', 'warning', keyRange, message);
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
