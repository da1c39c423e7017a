import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { assignedLocals } from '../../../src/core/code/assignedLocals.ts';
import { ParsedModule } from '../../../src/core/code/parsedModule.ts';

function assigned(code: string): readonly string[] {
	return assignedLocals(new ParsedModule(code));
}

describe('the members of locals that code sets', () => {
	const ways: readonly (readonly [code: string, names: readonly string[]])[] = [
		['event.locals.user = found?.user;', ['user']],
		["locals['session'] = found;", ['session']],
		['event.locals = { user, session: found };', ['user', 'session']],
		['Object.assign(event.locals, { user }, { claims: null });', ['user', 'claims']],
		['input.event.locals.user = locals.user = undefined;', ['user']],
	];
	for (const [code, names] of ways) {
		it(`are ${names.join(' and ')} in ${code}`, () => {
			assert.deepEqual(assigned(code), names);
		});
	}

	it('are none where it only reads them, or has others of that name', () => {
		const codes = [
			'if (event.locals.user) done = event.locals.user.id;',
			'event.locals.user.name = trimmed;',
			'store.user = found; const locals = {};',
			'Object.assign(options, { user });',
			'locals[name] = found;',
			'not code (',
		];
		assert.deepEqual(codes.flatMap(assigned), []);
	});
});
