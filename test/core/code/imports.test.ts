import assert from 'node:assert/strict';
import { typesPackagesOf } from '../../../src/core/code/imports.ts';

describe('the packages of types that code needs', () => {
	const cases: readonly (readonly [code: string, packages: readonly string[]])[] = [
		["import { randomBytes } from 'node:crypto';", ['@types/node']],
		["import { readFile } from 'fs/promises';", ['@types/node']],
		["import type { Readable } from 'stream';", ['@types/node']],
		["const fs = await import('node:fs');", ['@types/node']],
		["const text = Buffer.from(bytes).toString('hex');", ['@types/node']],
		['const url = process.env.DATABASE_URL;', ['@types/node']],
		['let timer: NodeJS.Timeout;', ['@types/node']],
		['export function read(): Promise<Buffer> {}', ['@types/node']],
		['const file = join(__dirname, name);', ['@types/node']],
		["import pg from 'pg';", ['@types/pg']],
		["import { Pool } from 'pg';\nimport { join } from 'node:path';", ['@types/node', '@types/pg']],
		["import mail from 'nodemailer';", ['@types/nodemailer']],
		["import { z } from 'zod';\ncrypto.randomUUID();", []],
		['// Buffer.from and process.env are not here', []],
		["const text = 'process.env.HOME';", []],
		['shared.process.run(); const { Buffers } = x; new ArrayBuffer(2);', []],
		["import { db } from '$lib/server/db';", []],
		['<script lang="ts">\nimport os from \'node:os\';\n</script>', ['@types/node']],
		['<p>process.env.HOME</p>', []],
	];
	for (const [code, packages] of cases) {
		it(`are ${packages.join(', ') || 'none'} for ${code}`, () => {
			assert.deepEqual(typesPackagesOf(code), packages);
		});
	}
});
