import assert from 'node:assert/strict';
import { findPatterns } from '../../../src/core/pattern/patterns.ts';
import { readVerdict } from '../../../src/core/pattern/verdict.ts';

const bad = [
	'Schlecht',
	'Schlecht:',
	'Falsch',
	'Schlechtes Beispiel',
	'So nicht:',
	'Nicht so',
	'Vermeiden',
	'Negativbeispiel',
	'Mauvais',
	'Mauvais exemple',
	'À éviter',
	'A éviter :',
	'À ne pas faire',
	'Incorrect',
	'Mal',
	'Malo',
	'Incorrecto',
	'Mal ejemplo',
	'Evitar',
	'No hacer',
	'Ruim',
	'Errado',
	'Incorreto',
	'Sbagliato',
	'Da evitare',
	'Errato',
	'Fout',
	'Slecht voorbeeld',
	'Źle',
	'Плохо',
	'Неправильно',
	'Плохой пример',
	'错误示例',
	'错误',
	'不推荐',
	'不推荐：',
	'反例',
	'❌ 错误写法',
	'避免',
	'不要这样做',
	'悪い例',
	'悪い',
	'だめな例',
	'アンチパターン',
	'非推奨',
	'나쁜 예',
	'잘못된 예',
	'Legacy code (do not use)',
	'Deprecated',
	'Do not use',
	'Do not copy this',
];
const good = [
	'Gut',
	'Gut:',
	'Richtig',
	'Besser',
	'Gutes Beispiel',
	'So ist es richtig',
	'Empfohlen',
	'Bon',
	'Bon exemple',
	'À faire',
	'Mieux',
	'Recommandé',
	'Bien',
	'Correcto',
	'Mejor',
	'Bom',
	'Certo',
	'Correto',
	'Giusto',
	'Corretto',
	'Goed',
	'Goed voorbeeld',
	'Dobrze',
	'Хорошо',
	'Правильно',
	'Лучше',
	'正确示例',
	'正确',
	'推荐',
	'推荐：',
	'正例',
	'良い例',
	'良い',
	'推奨',
	'좋은 예',
	'올바른 예',
	'Write this:',
];
const neither = [
	'Gut zu wissen',
	'Schlechte Verbindung behandeln',
	'Fehler behandeln',
	'Mal sehen',
	'Bonjour',
	'错误处理',
	'推荐系统',
	'避免 N+1 查询',
	'エラー処理',
	'Evitar inyección SQL',
	'Deprecated APIs of version 4',
	'Handle bad requests',
	'Best regards',
	'Legacy routes',
];

describe('what a label in another language says of the code below it', () => {
	for (const [verdict, labels] of [
		['bad', bad],
		['good', good],
		[undefined, neither],
	] as const) {
		for (const label of labels) {
			it(`${verdict ?? 'nothing'}: ${label}`, () => assert.equal(readVerdict(label), verdict));
		}
	}

	it('leaves the bad one out and offers the good one', () => {
		const code = (name: string): string =>
			`\`\`\`ts\nexport const ${name} = 1;\nuse(${name});\n\`\`\`\n`;
		for (const [wrong, right] of [
			['### Schlecht', '### Gut'],
			['**À éviter :**', '**À faire :**'],
			['不推荐：', '推荐：'],
			['### 悪い例', '### 良い例'],
			['Instead of this:', 'write this:'],
		] as const) {
			const body = `## 规则\n\n${wrong}\n\n${code('wrong')}\n${right}\n\n${code('right')}`;
			const found = findPatterns(body).patterns.flatMap(({ variants }) =>
				variants.flatMap(({ files }) => files.map((file) => file.code)),
			);
			assert.deepEqual(found, ['export const right = 1;\nuse(right);\n'], wrong);
		}
	});
});
