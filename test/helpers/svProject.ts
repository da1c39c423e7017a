/** The texts of files by their project-relative paths. */
export type ProjectTexts = Readonly<Record<string, string>>;

/** What `sv add drizzle better-auth` makes of a project, as far as patterns meet it. */
export const svProject: ProjectTexts = {
	'package.json': JSON.stringify({
		devDependencies: {
			'@sveltejs/kit': '^2.70.0',
			'better-auth': '1.7.7',
			'drizzle-orm': '^0.45.2',
			postgres: '^3.4.9',
		},
	}),
	'tsconfig.json': '{}',
	'drizzle.config.ts': [
		"import { defineConfig } from 'drizzle-kit';",
		"export default defineConfig({ schema: './src/lib/server/db/schema.ts', dialect: 'postgresql' });",
		'',
	].join('\n'),
	'src/app.d.ts': [
		"import type { User, Session } from 'better-auth';",
		'declare global {',
		'\tnamespace App {',
		'\t\tinterface Locals {',
		'\t\t\tuser?: User;',
		'\t\t\tsession?: Session;',
		'\t\t}',
		'\t}',
		'}',
		'export {};',
		'',
	].join('\n'),
	'src/hooks.server.ts': [
		"import type { Handle } from '@sveltejs/kit';",
		"import { auth } from '$lib/server/auth';",
		"import { svelteKitHandler } from 'better-auth/svelte-kit';",
		'',
		'const handleBetterAuth: Handle = async ({ event, resolve }) => {',
		'\tconst session = await auth.api.getSession({ headers: event.request.headers });',
		'\tif (session) {',
		'\t\tevent.locals.session = session.session;',
		'\t\tevent.locals.user = session.user;',
		'\t}',
		'\treturn svelteKitHandler({ event, resolve, auth });',
		'};',
		'',
		'export const handle: Handle = handleBetterAuth;',
		'',
	].join('\n'),
	'src/lib/server/auth.ts': [
		"import { betterAuth } from 'better-auth/minimal';",
		"import { db } from '$lib/server/db';",
		'export const auth = betterAuth({ database: db });',
		'',
	].join('\n'),
	'src/lib/server/db/index.ts': [
		"import { drizzle } from 'drizzle-orm/postgres-js';",
		"import postgres from 'postgres';",
		"import * as schema from './schema';",
		"export const db = drizzle(postgres('postgres:'), { schema });",
		'',
	].join('\n'),
	'src/lib/server/db/schema.ts': [
		"import { pgTable, serial, text } from 'drizzle-orm/pg-core';",
		'',
		"export const task = pgTable('task', { id: serial('id').primaryKey(), title: text('title') });",
		'',
		"export * from './auth.schema';",
		'',
	].join('\n'),
	'src/lib/server/db/auth.schema.ts': ['user', 'session', 'account', 'verification']
		.map(
			(name) =>
				`export const ${name} = pgTable('${name}', { id: text('id').primaryKey(), name: text('name'), email: text('email') });\n`,
		)
		.join('')
		.replace(/^/, "import { pgTable, text } from 'drizzle-orm/pg-core';\n\n"),
};
