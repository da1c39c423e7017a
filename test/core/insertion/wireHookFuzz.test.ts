import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseModule } from '../../../src/core/code/syntaxTree.ts';
import { handleOrder } from '../../../src/core/insertion/wireHook/handleOrder.ts';
import { hookExport } from '../../../src/core/insertion/wireHook/hookExport.ts';
import { wireHook } from '../../../src/core/insertion/wireHook.ts';
import { handleRanks, HooksFiles, type HooksCase } from '../../helpers/hooksFiles.ts';
import { callHook, HooksRunner, type Called, type Exports } from '../../helpers/runHooks.ts';
import { seededRandom, seedOf } from '../../helpers/seededRandom.ts';

/** The words that have to stay, each with what follows on its line. */
function kept(text: string): readonly string[] {
	return text.match(/kept\d+(?:(?!\*\/)[^\r\n])*/g) ?? [];
}

/** What is wrong with a wired file, as far as its text tells. */
function textFaults({ text = '', hook, style }: HooksCase, after: string): readonly string[] {
	const faults: string[] = [];
	const check = (ok: boolean, fault: string): void => {
		if (!ok) faults.push(fault);
	};
	const code = text.replace(/^\uFEFF/, '');
	const lines = after.split(/\r?\n/);
	const tree = parseModule(after);
	check(tree !== undefined, 'does not parse');
	const kind = hookExport(tree?.body ?? [], hook.name).kind;
	check(kind === 'declared' || kind === 'listed' || kind === 'passedOn', `is exported: ${kind}`);
	check(kept(text).join('\n') === kept(after).join('\n'), 'changes what has to stay');
	check(after.startsWith('\uFEFF') === text.startsWith('\uFEFF'), 'has another mark');
	if (code.trim() !== '') {
		check(
			!/(?<!\r)\n/.test(after) || style.lineEnd === '\n' || !code.includes('\n'),
			'mixes line ends',
		);
		check(!after.includes('\r') || style.lineEnd === '\r\n', 'mixes line ends');
		const other = style.quote === '"' ? "'" : '"';
		check(!/['"]/.test(code) || !after.includes(other), 'mixes quotes');
		check(
			style.semicolons || !/;(?=\r?\n|$)/.test(after) || !/[;'"]/.test(code),
			'adds semicolons',
		);
		check(!/^[ \t]/m.test(code) || style.indent === '\t' || !after.includes('\t'), 'mixes indents');
		if (/\w/.test(code.replace(/\/\/.*/g, ''))) {
			check(after.endsWith('\n') === text.endsWith('\n'), 'ends otherwise');
		}
	}
	check(!/\n\s*\n\s*\n/.test(after.replaceAll('\r', '')), 'has two empty lines');
	check(!/[ \t]\r?$/m.test(after), 'has blanks at the end of a line');
	for (const [i, line] of lines.entries()) {
		const [, where, name = ''] = /kept\d+ (above|beside) (\w+)/.exec(line) ?? [];
		const there = where === 'above' ? lines[i + 1] : where === 'beside' ? line : name;
		check(there?.includes(name) === true, `parts a comment from ${name}`);
	}
	return faults;
}

/** Where the hook that came in was called: its index among those that were called before. */
function placeAmong(before: readonly string[], after: readonly string[]): number {
	const index = after.indexOf('ADDED');
	assert.notEqual(index, -1, `it is not called: ${after.join(', ')}`);
	assert.deepEqual(after.toSpliced(index, 1), before);
	return index;
}

function checkOrder({ hook }: HooksCase, before: readonly string[], index: number): void {
	const usual = hook.name === 'handleFetch' || hook.name === 'handleError' ? 'first' : 'last';
	const order = hook.order ?? usual;
	// Of types of one name, those of the project count, so that they come last.
	if (hook.name === 'transport') return;
	if (order === 'first') assert.equal(index, 0);
	else if (order === 'last') assert.equal(index, before.length);
	else {
		const ranks = before.map((name) => handleRanks[name] ?? handleOrder.own);
		const inOrder = ranks.every((rank, i) => i === 0 || rank >= (ranks[i - 1] ?? 0));
		if (!inOrder) return;
		assert.ok(
			ranks.slice(0, index).every((rank) => rank <= order),
			`${before.join(', ')}: ${index}`,
		);
		assert.ok(
			ranks.slice(index).every((rank) => rank >= order),
			`${before.join(', ')}: ${index}`,
		);
	}
}

async function called(name: string, exports: Exports): Promise<Called> {
	return exports[name] === undefined
		? { log: [], result: undefined }
		: callHook(name, exports[name]);
}

/** Runs a file before and after, and checks that all hooks are called, each as it has to be. */
async function checkRun(runner: HooksRunner, each: HooksCase, after: string): Promise<void> {
	const { name } = each.hook;
	const [was, is] = [await runner.run(each.text ?? '', name), await runner.run(after, name)];
	const [before, now] = [await called(name, was), await called(name, is)];
	checkOrder(each, before.log, placeAmong(before.log, now.log));
	assert.deepEqual(
		Object.keys(is).toSorted(),
		[...new Set([...Object.keys(was), name])].toSorted(),
	);
	// The types of `transport` are added to the object itself, so that all who have it see them.
	if (
		name !== 'transport' &&
		typeof was['peek'] === 'function' &&
		typeof is['peek'] === 'function'
	) {
		const [wasPeeked, isPeeked] = [was['peek']() as unknown, is['peek']() as unknown];
		assert.deepEqual(await callHook(name, isPeeked), await callHook(name, wasPeeked), 'peek');
	}
	if (name === 'handle') assert.equal(now.result, 'resolved');
	if (name === 'handleFetch') assert.deepEqual(now.result, [now.log.join(', '), 'sent']);
	if (name === 'handleError' || name === 'reroute') {
		const [own] = before.log;
		const both = await callHook(name, is[name], (hook) => `of ${hook}`);
		const first = name === 'reroute' ? both.log[0] : (own ?? 'ADDED');
		// A hook that takes no input has nothing to answer with.
		assert.ok([`of ${first}`, 'of ADDED'].includes(String(both.result)), String(both.result));
		const alone = await callHook(name, is[name], (hook) => (hook === 'ADDED' ? 'its' : undefined));
		assert.equal(alone.result, 'its');
	}
}

describe('wiring hooks into files of all shapes and styles', () => {
	it('keeps what is there, and the style, and is done once', function () {
		this.timeout(600_000);
		const { seed, cases } = seedOf(20_261_128, 10_000);
		const files = new HooksFiles(seededRandom(seed));
		const wrong = new Map<string, string>();
		const shapes = new Map<string, number>();
		for (let i = 0; i < cases; i++) {
			const each = files.next();
			const wired = wireHook(each.text, each.hook, each.options);
			const report = (fault: string, text: string): void => {
				const key = `${each.shape} ${fault}`;
				if (!wrong.has(key))
					wrong.set(key, `${JSON.stringify(each.hook)}\n${each.text}\n→\n${text}`);
			};
			if ('cannot' in wired) {
				if (!each.hopeless) report(`cannot`, wired.cannot);
				continue;
			}
			shapes.set(each.shape, (shapes.get(each.shape) ?? 0) + 1);
			if (each.hopeless) report('can', wired.text);
			for (const fault of textFaults(each, wired.text)) report(fault, wired.text);
			const again = wireHook(wired.text, each.hook, each.options);
			const once = 'text' in again && again.text === wired.text && again.note === undefined;
			if (!once) report('is done twice', 'text' in again ? again.text : again.cannot);
		}
		const faults = [...wrong].map(([key, text]) => `${key}\n${text}`);
		assert.equal(wrong.size, 0, faults.join('\n\n'));
		assert.ok(shapes.size >= 14, [...shapes].join(' '));
	});

	it('makes files that run all hooks, in their order', async function () {
		this.timeout(600_000);
		const { seed, cases } = seedOf(11, 1_500);
		const files = new HooksFiles(seededRandom(seed));
		using runner = new HooksRunner();
		for (let i = 0; i < cases; i++) {
			const each = files.next();
			const wired = wireHook(each.text, each.hook, each.options);
			if ('cannot' in wired) continue;
			try {
				await checkRun(runner, each, wired.text);
			} catch (error) {
				assert.fail(
					`${String(error)}\n${each.shape} ${JSON.stringify(each.hook)}\n${each.text}\n→\n${wired.text}`,
				);
			}
		}
	});
});
