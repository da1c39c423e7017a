import assert from 'node:assert/strict';
import { installCommands } from '../../../src/core/project/installCommands.ts';

describe('the commands that install packages', () => {
	const packages = [
		{ name: 'drizzle-orm', range: '', dev: false },
		{ name: 'zod', range: '^4', dev: false },
		{ name: 'drizzle-kit', range: '^0.31', dev: true },
		{ name: '@types/node', range: '', dev: true },
	];

	it('are those of the package manager, apart for what only development needs', () => {
		assert.deepEqual(
			(['npm', 'pnpm', 'yarn', 'bun'] as const).map((manager) =>
				installCommands(manager, packages),
			),
			[
				['npm install drizzle-orm zod@4', 'npm install --save-dev "drizzle-kit@^0.31" @types/node'],
				['pnpm add drizzle-orm zod@4', 'pnpm add --save-dev "drizzle-kit@^0.31" @types/node'],
				['yarn add drizzle-orm zod@4', 'yarn add --dev "drizzle-kit@^0.31" @types/node'],
				['bun add drizzle-orm zod@4', 'bun add --dev "drizzle-kit@^0.31" @types/node'],
			],
		);
	});

	it('make dependencies of what was there for development', () => {
		const moving = [
			...packages.slice(0, 1),
			{ name: 'sharp', range: '^0.34.0', dev: false, moves: true },
		] as const;
		assert.deepEqual(
			(['npm', 'pnpm', 'yarn', 'bun'] as const).map((manager) => installCommands(manager, moving)),
			[
				['npm install drizzle-orm', 'npm install --save-prod "sharp@^0.34.0"'],
				['pnpm add drizzle-orm', 'pnpm add --save-prod "sharp@^0.34.0"'],
				['yarn add drizzle-orm', 'yarn remove sharp', 'yarn add "sharp@^0.34.0"'],
				['bun add drizzle-orm', 'bun remove sharp', 'bun add "sharp@^0.34.0"'],
			],
		);
	});

	it('are one where one will do, and none for nothing', () => {
		assert.deepEqual(installCommands('npm', packages.slice(0, 1)), ['npm install drizzle-orm']);
		assert.deepEqual(installCommands('npm', packages.slice(3)), [
			'npm install --save-dev @types/node',
		]);
		assert.deepEqual(installCommands('npm', []), []);
	});
});
