import assert from 'node:assert/strict';
import { canBeAgentDocument, isAgentDocument } from '../../../src/core/agent/filePath.ts';

describe('an agent file', () => {
	const keys = '---\nname: a\ndescription: d\n---\n';
	const cases = [
		[true, '/p/.claude/agents/a.md', 'chatagent', ''],
		[true, '/p/.claude/agents/deep/a.md', 'markdown', ''],
		[true, '/p/.github/agents/a.md', 'chatagent', ''],
		[true, '/p/any/a.agent.md', 'chatagent', ''],
		[true, '/p/plugins/x/agents/a.md', 'markdown', keys],
		[true, '/p/agents/a.md', 'markdown', '\uFEFF\n---\r\n"description": d\r\n---\r\n'],
		[false, '/p/agents/a.md', 'markdown', '# Agents\n\nname: a'],
		[false, '/p/agents/a.md', 'markdown', '---\ntitle: Post\n---\n'],
		[false, '/p/.claude/agents/README.md', 'markdown', '# These are our agents'],
		[true, '/p/.claude/agents/readme.md', 'markdown', keys],
		[false, '/p/docs/a.md', 'markdown', keys],
		[false, '/p/.claude/agents/a.md', 'plaintext', keys],
		[false, '/p/.claude/agents/a.txt', 'markdown', keys],
		[false, '/p/useragents/a.md', 'markdown', keys],
	] as const;
	for (const [expected, path, languageId, head] of cases) {
		it(`${expected ? 'is' : 'is not'} ${path} (${languageId}) with ${JSON.stringify(head)}`, () => {
			assert.equal(isAgentDocument({ path, languageId, isUntitled: false, head }), expected);
		});
	}

	const untitled = [
		[true, 'chatagent', ''],
		[true, 'markdown', keys],
		[false, 'markdown', '---\ndescription: d\n---\n'],
	] as const;
	for (const [expected, languageId, head] of untitled) {
		it(`${expected ? 'is' : 'is not'} unsaved ${languageId} with ${JSON.stringify(head)}`, () => {
			const facts = { path: 'Untitled-1', languageId, isUntitled: true };
			assert.equal(isAgentDocument({ ...facts, head }), expected);
			assert.equal(canBeAgentDocument(facts), true);
		});
	}
});
