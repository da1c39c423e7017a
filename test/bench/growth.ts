import { analyse } from '../../src/core/editor/agentDocument.ts';
import { buildCatalog } from '../../src/core/agent/catalog.ts';
import { parseAgent } from '../../src/core/agent/agent.ts';
import { findDelegations } from '../../src/core/agent/delegations.ts';
import { findPatterns } from '../../src/core/pattern/patterns.ts';
import { compileGlob, compileRegex } from '../../src/core/workspace/linearPattern.ts';
import { findSecrets } from '../../src/core/workspace/secretText.ts';
import { pageText } from '../../src/core/workspace/pageText.ts';
import { validate } from '../../src/core/editor/validate.ts';
import {
	hostilePageParts,
	hostileSecretParts,
	hostilePatterns,
	unfinishedDelegations,
} from '../helpers/hostileText.ts';
import { costOf } from '../core/linear/growth.ts';
import { shapesOf, type Shape } from '../core/linear/hostileShapes.ts';
import { textFunctions, type TextFunction } from '../core/linear/textFunctions.ts';
import { medianRatio, quantile, type Figure } from './figure.ts';

/**
 * Whether reading hostile text takes time in proportion to its length: how much longer a text of
 * eight times the length takes, a text of the same kind being the baseline. Linear is 8, quadratic
 * 64.
 */
export function benchGrowth(): readonly Figure[] {
	const page = (part: string): Figure =>
		growth(`page of ${JSON.stringify(part)}`, 20_000, (n) => {
			const text = part.repeat(n);
			return () => void pageText(text);
		});
	const pattern = (source: string): Figure =>
		growth(`search for ${source}`, 5_000, (n) => {
			const matcher = compileRegex(source, false);
			if (!('matches' in matcher)) throw new Error(`${source}: ${matcher.error}`);
			// With a c in it, or the search would not even begin.
			const text = `c${'a'.repeat(n)}b`;
			return () => void matcher.matches(text);
		});
	return [
		growth('delegations', 1_000, (n) => {
			const { agent } = parseAgent(unfinishedDelegations(n), 'stem');
			if (!agent) throw new Error('The file is no agent file.');
			return () => void findDelegations(agent);
		}),
		growth('patterns', 2_000, (n) => {
			const text = '```ts title=a\n// a.ts\nb()\n```\n\n## H\n'.repeat(n);
			return () => void findPatterns(text);
		}),
		growth('problems', 2_000, (n) => {
			const text = `---\nname: a\n---\n${'â€” ```ts\n'.repeat(n)}`;
			return () => void validate(analyse(text, { stem: 'a' }), { agents: buildCatalog([]) });
		}),
		growth('broken front matter', 2_000, (n) => {
			const text = `---\nname: a\n${'tools: a: b\n'.repeat(n)}---\n`;
			return () => void parseAgent(text, 'a');
		}),
		...hostileSecretParts.map((part) =>
			growth(`secrets among ${JSON.stringify(part)}`, 50_000 / part.length, (n) => {
				const text = part.repeat(n);
				return () => void findSecrets(text);
			}),
		),
		growth('path for a glob of many stars', 200, (n) => {
			const matcher = compileGlob(`**/${'*a'.repeat(200)}b`);
			if (!('matches' in matcher)) throw new Error(matcher.error);
			const path = 'a'.repeat(n);
			return () => void matcher.matches(path);
		}),
		...hostilePageParts.map(page),
		...hostilePatterns.map(pattern),
	];
}

/** So many shapes of text each function is tried with, and so many of the growths are shown. */
const triedShapes = 40;
const shownGrowths = 12;
const shortLength = 32_768;
/** How much longer the longer text is. */
const times = 8;

/**
 * How the time of every function of core grows with its text, at the shape of text that takes it
 * longest of those that are tried: the worst ones. Linear is 8, quadratic 64.
 */
export async function benchFunctions(): Promise<readonly Figure[]> {
	const growths: { readonly name: string; readonly ratio: number }[] = [];
	for (const called of textFunctions) {
		const slowest = await slowestShape(called);
		const ratios: number[] = [];
		for (let i = 0; i < 3; i++) {
			const short = await costOf(called, slowest.ofLength(shortLength));
			ratios.push((await costOf(called, slowest.ofLength(shortLength * times))) / short);
		}
		const names = called.covers.map(({ name }) => name).join(', ');
		growths.push({ name: `${names} at ${slowest.name}`, ratio: quantile(ratios, 0.5) });
	}
	return growths
		.toSorted((a, b) => b.ratio - a.ratio)
		.slice(0, shownGrowths)
		.map(({ name, ratio }) => growthFigure(name, ratio));
}

async function slowestShape(called: TextFunction): Promise<Shape> {
	const shapes = shapesOf(called.kind);
	const step = Math.max(1, Math.floor(shapes.length / triedShapes));
	let slowest = { cost: -1, shape: shapes[0] as Shape };
	for (const shape of shapes.filter((_, i) => i % step === 0)) {
		const cost = await costOf(called, shape.ofLength(shortLength));
		if (cost > slowest.cost) slowest = { cost, shape };
	}
	return slowest.shape;
}

function growth(what: string, size: number, prepare: (size: number) => () => void): Figure {
	const ratio = medianRatio(prepare(size * times), prepare(size), 7);
	return growthFigure(what, ratio);
}

function growthFigure(what: string, ratio: number): Figure {
	return {
		name: `growth of time with ${times} times the text, ${what}`,
		value: `${ratio.toFixed(1)} ×`,
		aim: `≤ ${times * 2} ×`,
	};
}
