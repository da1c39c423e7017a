import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { errorTypeNote } from '../../../src/core/insertion/ownErrorType.ts';
import { findPatterns } from '../../../src/core/pattern/patterns.ts';

function noteOn(appTypes: string | undefined, code: string): string | undefined {
	const { patterns } = findPatterns(`### Own\n\n\`\`\`ts\n// src/lib/own.ts\n${code}\n\`\`\`\n`);
	return errorTypeNote(
		patterns.flatMap(({ variants }) => variants.flatMap(({ files }) => files)),
		() => appTypes,
	);
}

function typesWith(members: string): string {
	return `declare global {\n\tinterface Error {\n\t\tcause: string;\n\t}\n\tnamespace App {\n\t\tinterface Error {\n${members}\n\t\t}\n\t\tinterface Locals {\n\t\t\tuser: string;\n\t\t}\n\t}\n}\nexport {};\n`;
}

const throwing =
	"import { error } from '@sveltejs/kit';\nexport const f = () => error(404, 'No user');";
const handling =
	"import type { HandleServerError } from '@sveltejs/kit';\nexport const f: HandleServerError = () => ({ message: 'x' });";

describe('errors of a project that have more than a message', () => {
	it('are told where the code of a pattern makes some without it', () => {
		for (const code of [throwing, handling]) {
			const note = noteOn(
				typesWith('code: string;\nhint?: string;\ninner: { deep: string };'),
				code,
			);
			assert.match(note ?? '', /^Errors of this project need `code`, `inner`, /);
		}
		const script =
			'declare namespace App {\n\texport interface Error {\n\t\tcode: string\n\t}\n}\n';
		assert.match(noteOn(script, throwing) ?? '', /`code`/);
	});

	it('are not spoken of elsewhere', () => {
		for (const [types, code] of [
			[undefined, throwing],
			['', throwing],
			['declare global { namespace App { interface Error {', throwing],
			[typesWith('message: string; id?: string;'), throwing],
			[typesWith('code: string;'), 'export const error = 404;'],
			[
				typesWith('code: string;'),
				"export const f = () => error(404, { message: 'x', code: 'y' });",
			],
			['export interface Error { code: string }', throwing],
		] as const) {
			assert.equal(noteOn(types, code), undefined, code);
		}
	});
});
