import { trimEndOf } from '../text/trimChars.ts';
import type { Delegation } from '../agent/delegations.ts';
import { quote } from '../agent/header/yamlText.ts';

/** A task for which an agent that does not exist yet was named. */
export interface HandedTask {
	/** The handle of the agent that hands over. */
	readonly from: string;
	readonly delegation: Pick<Delegation, 'triggers' | 'handoff' | 'context' | 'example'>;
}

/** What follows on what the agent does, in a new agent file. */
const lastSections = ['## What you do not do', '- …', '## What you answer with', '…'];

/**
 * The text of a new agent file. It restricts nothing.
 *
 * @param name the handle; its words make the heading
 * @param task what it is made for, in the words of another agent's file
 */
export function newAgentText(name: string, task?: HandedTask): string {
	const [trigger = '', ...others] = task?.delegation.triggers ?? [];
	const tasks = others.map(said).filter((text) => text !== '');
	const sections = [
		'You are …',
		...(task ? handedOver(task) : []),
		'## What you do',
		[...tasks, '…'].map((text, i) => `${i + 1}. ${text}`).join('\n'),
		...lastSections,
	];
	return [
		'---',
		`name: ${name}`,
		`description: ${purposeOf(trigger)}`,
		'model: inherit',
		'---',
		'',
		`# ${inWords(name)}`,
		...sections.flatMap((line) => ['', line]),
		'',
	].join('\n');
}

function handedOver({ from, delegation }: HandedTask): readonly string[] {
	const [handoff, context, example] = [
		said(delegation.handoff),
		said(delegation.context ?? ''),
		said(delegation.example ?? ''),
	];
	const isOpen = /\[[^[\]]+\]/.test(handoff);
	const words = `@${from} hands over to you with these words${isOpen ? '; what stands in brackets is filled in' : ''}:`;
	const parts = [
		...(handoff === '' ? [] : [words, `> ${handoff}`]),
		...(context === '' ? [] : [`You are told: ${context}`]),
		...(example === '' ? [] : [`For example: ${example}`]),
	];
	return parts.length === 0 ? [] : ['## What you are handed', ...parts];
}

/** Longer quotations are cut. */
const longest = 400;

/** What another file says, as a part of one line of markdown that begins nothing: no block, no image. */
function said(text: string): string {
	const line = text
		.slice(0, longest * 2)
		.replace(/[<>]|!(?=\[)|`{3,}|~{3,}/g, '')
		.replace(/[\s\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
		.replace(/^[ #>*+=|_-]+/, '')
		.trim();
	return line.length > longest ? `${line.slice(0, longest).trimEnd()}…` : line;
}

const stateBehind = /^(.+?) (needed|required|wanted|missing|complete|completed|done|ready)$/i;
const clause =
	/\b(?:is|are|was|were|has|have|must|needs?|requires?|can|cannot|should|will|may|does|do|gets?|stays?|becomes?|fails?|grows?|wants?|asks?|outgrows?)\b/i;
const conjunction = /^(?:when|whenever|if)\s/i;
const moment = /^(?:after|before|once|while|during|for|to)\s/i;
const order =
	/^(?:add|analy[sz]e|build|check|create|debug|deploy|design|document|fix|implement|investigate|migrate|optimi[sz]e|plan|refactor|review|test|update|write) (?:an?|the|new|all|any|your|our|its)\s/i;

/** When an agent is used, as the value of `description:`; from the trigger of a delegation. */
export function purposeOf(trigger: string): string {
	const text = trimEndOf(said(trigger), ' \t\r\n.…');
	if (text === '') return 'Use this agent when …';
	const sentence = `Use this agent ${reasonOf(lowered(text))}.`;
	const isPlain = !/: |\s#|:$/.test(sentence);
	return isPlain ? sentence : quote(sentence);
}

function reasonOf(text: string): string {
	if (conjunction.test(text) || moment.test(text)) return text;
	const [, what, state] = stateBehind.exec(text) ?? [];
	if (what !== undefined && state !== undefined && !clause.test(what)) {
		const isMany = /[a-z]s$/i.test(what) && !/(?:ss|is|us|ics)$/i.test(what);
		return `when ${what} ${isMany ? 'are' : 'is'} ${state}`;
	}
	if (order.test(text)) return `to ${text}`;
	return clause.test(text) ? `when ${text}` : `for ${text}`;
}

/** Names and abbreviations keep their first letter. */
function lowered(text: string): string {
	return /^(?:\p{Lu}\p{Ll}+|A)(?=[\s,;:.-]|$)/u.test(text)
		? text.charAt(0).toLowerCase() + text.slice(1)
		: text;
}

/** The same as a VS Code snippet. */
export function newAgentSnippet(name: string): string {
	let stop = 0;
	const text = newAgentText(name).replaceAll('…', () => `\${${++stop + 1}:…}`);
	return `${text.replace(`name: ${name}`, `name: \${1:${name}}`)}$0`;
}

function inWords(name: string): string {
	const words = name.split(/[-_]+/).filter((word) => word !== '');
	return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}
