import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseAgent } from '../../../../src/core/agent/agent.ts';
import { skillsOf } from '../../../../src/core/agent/header/skills.ts';

describe('the skills of an agent file', () => {
	const written = [
		['', []],
		['skills: tables', ['tables']],
		['skills: tables, web forms, api-errors', ['tables', 'api-errors']],
		['skills: [tables, tables, api_errors]', ['tables', 'api_errors']],
		['skills:\n  - tables\n  - ../../secret\n  - .hidden\n  - 7', ['tables']],
		['skills: {a: b}', []],
		['skills:', []],
	] as const;
	for (const [header, names] of written) {
		it(`are ${names.join(' and ') || 'none'} where it says ${JSON.stringify(header)}`, () => {
			const { agent } = parseAgent(`---\nname: a\ndescription: b\n${header}\n---\n`, 'a');
			assert.ok(agent);
			assert.deepEqual(skillsOf(agent), names);
		});
	}

	it('are at most twenty', () => {
		const many = Array.from({ length: 30 }, (_, i) => `s${i}`);
		const { agent } = parseAgent(`---\nname: a\nskills: [${many.join(', ')}]\n---\n`, 'a');
		assert.ok(agent);
		assert.deepEqual(skillsOf(agent), many.slice(0, 20));
	});
});
