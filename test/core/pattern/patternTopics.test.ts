import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { collectPatterns } from '../../../src/core/pattern/patternLibrary.ts';
import { byTopic } from '../../../src/core/pattern/patternTopics.ts';

describe('the topics of patterns', () => {
	it('stand in the order of use, others behind them, and last what has none', () => {
		const block = (name: string): string =>
			`\`\`\`ts\n// src/lib/${name}.ts\nexport const ${name} = 1;\n\`\`\``;
		const prompt = [
			block('none'),
			...[
				'Testing',
				'Mail',
				'Hooks',
				'Load',
				'Charts',
				'API',
				'Configuration',
				'Forms',
				'Database',
				'Auth',
			].map((topic) => `## ${topic}\n### In ${topic}\n${block(topic.toLowerCase())}`),
			`## Load\n### Again\n${block('again')}`,
		].join('\n\n');
		assert.deepEqual(
			byTopic(collectPatterns([{ handle: 'a', prompt }])).map(({ topic, patterns }) => [
				topic,
				patterns.length,
			]),
			[
				['Load', 2],
				['Forms', 1],
				['Auth', 1],
				['API', 1],
				['Database', 1],
				['Hooks', 1],
				['Configuration', 1],
				['Testing', 1],
				['Mail', 1],
				['Charts', 1],
				['', 1],
			],
		);
	});
});
