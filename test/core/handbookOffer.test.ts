import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { HandbookOffer, type Listed, type Selection } from '../../src/core/handbookOffer.ts';

const nothing: Listed = { others: false, handbook: false, isComplete: true };
const alone: Listed = { ...nothing, handbook: true };
const others: Listed = { ...nothing, others: true };
const both: Listed = { ...others, handbook: true };
const hangs: Listed = { ...nothing, isComplete: false };

class Known implements Selection {
	selects: 'handbook' | 'other' | undefined;
	become(value: 'handbook' | 'other'): void {
		this.selects = value;
	}
}

describe('the offer of the handbook', () => {
	function start(setting = 'auto', selects?: Known['selects']) {
		const selection = new Known();
		selection.selects = selects;
		return { selection, offer: new HandbookOffer(selection, setting) };
	}

	/** Whether the handbook is offered after each list, and whether the chat is moved then. */
	function after(offer: HandbookOffer, ...lists: readonly Listed[]): readonly string[] {
		return lists.map((list) => {
			const moves = offer.take(list);
			return `${offer.isOffered ? 'offered' : 'away'}${moves ? ', moves the chat' : ''}`;
		});
	}

	it('stands while there is nothing else', () => {
		const { offer } = start();
		assert.deepEqual(after(offer, nothing, alone, alone), ['offered', 'offered', 'offered']);
	});

	it('moves the chat where nobody has asked yet and nothing else could be selected', () => {
		const { offer } = start();
		assert.deepEqual(after(offer, nothing, alone, both, others, others), [
			'offered',
			'offered',
			'away',
			'away, moves the chat',
			'away',
		]);
	});

	it('leaves the chat alone where others have been there from the start', () => {
		const { offer, selection } = start('always');
		assert.deepEqual(after(offer, both), ['offered']);
		assert.equal(selection.selects, 'other');
		offer.set('auto');
		assert.deepEqual(after(offer, both, others), ['away', 'away']);
	});

	it('leaves the chat alone where the user could choose while both were there', () => {
		const { offer } = start('always');
		assert.deepEqual(after(offer, alone, both), ['offered', 'offered']);
		offer.set('never');
		assert.deepEqual(after(offer, others), ['away']);
	});

	it('leaves the chat alone where another window has known others', () => {
		const { offer } = start('auto', 'other');
		assert.deepEqual(after(offer, nothing, alone, both, others), [
			'offered',
			'offered',
			'away',
			'away',
		]);
	});

	it('moves the chat once, however often models come and go', () => {
		const { offer, selection } = start('auto', 'handbook');
		const moves = Array.from({ length: 12 }, () => after(offer, nothing, alone, both, others)[3]);
		assert.deepEqual(moves, ['away, moves the chat', ...Array.from({ length: 11 }, () => 'away')]);
		selection.become('handbook');
		assert.deepEqual(after(offer, nothing, both, others), [
			'offered',
			'away',
			'away, moves the chat',
		]);
	});

	it('leaves the chat alone that is back before VS Code knew that it had gone', () => {
		const { offer } = start('always', 'handbook');
		assert.deepEqual(after(offer, both), ['offered']);
		offer.set('auto');
		offer.set('always');
		assert.deepEqual(after(offer, both, others), ['offered', 'offered']);
	});

	it('waits at the start for vendors that do not answer, and then no longer', () => {
		const { offer } = start();
		assert.deepEqual(after(offer, hangs, hangs), ['away', 'away']);
		offer.endStart();
		assert.equal(offer.isOffered, true);
		assert.deepEqual(after(offer, hangs, { ...others, isComplete: false }, hangs), [
			'offered',
			'away',
			'offered',
		]);
	});

	it('is not offered at the end of the start where others have answered', () => {
		const { offer } = start();
		assert.deepEqual(after(offer, { ...others, isComplete: false }), ['away']);
		offer.endStart();
		assert.equal(offer.isOffered, false);
	});
});
