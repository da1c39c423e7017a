type Dialect = 'postgresql' | 'sqlite';

/**
 * The tables that better-auth asks for, as its command line (`npm run auth:schema`, which the Svelte CLI
 * tells people to run) writes them into the project.
 */
export function authSchema(dialect: Dialect): string {
	const isPostgres = dialect === 'postgresql';
	const [module, table] = isPostgres ? ['pg-core', 'pgTable'] : ['sqlite-core', 'sqliteTable'];
	const text = (name: string): string => `text('${name}')`;
	const time = (name: string): string =>
		isPostgres ? `timestamp('${name}')` : `integer('${name}', { mode: 'timestamp_ms' })`;
	const flag = (name: string): string =>
		isPostgres ? `boolean('${name}')` : `integer('${name}', { mode: 'boolean' })`;
	const key = `${text('id')}.primaryKey()`;
	const now = '.$defaultFn(() => new Date()).notNull()';
	const times = {
		createdAt: time('created_at') + now,
		updatedAt: time('updated_at') + now,
	};
	const ofUser = `${text('user_id')}\n\t\t.notNull()\n\t\t.references(() => user.id, { onDelete: 'cascade' })`;
	const tables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
		user: {
			id: key,
			name: `${text('name')}.notNull()`,
			email: `${text('email')}.notNull().unique()`,
			emailVerified: `${flag('email_verified')}.default(false).notNull()`,
			image: text('image'),
			...times,
		},
		session: {
			id: key,
			expiresAt: `${time('expires_at')}.notNull()`,
			token: `${text('token')}.notNull().unique()`,
			ipAddress: text('ip_address'),
			userAgent: text('user_agent'),
			userId: ofUser,
			...times,
		},
		account: {
			id: key,
			accountId: `${text('account_id')}.notNull()`,
			providerId: `${text('provider_id')}.notNull()`,
			userId: ofUser,
			accessToken: text('access_token'),
			refreshToken: text('refresh_token'),
			idToken: text('id_token'),
			accessTokenExpiresAt: time('access_token_expires_at'),
			refreshTokenExpiresAt: time('refresh_token_expires_at'),
			scope: text('scope'),
			password: text('password'),
			...times,
		},
		verification: {
			id: key,
			identifier: `${text('identifier')}.notNull()`,
			value: `${text('value')}.notNull()`,
			expiresAt: `${time('expires_at')}.notNull()`,
			...times,
		},
	};
	const builders = isPostgres
		? [table, 'text', 'timestamp', 'boolean']
		: [table, 'text', 'integer'];
	const code = Object.entries(tables).map(([name, columns]) => {
		const lines = Object.entries(columns).map(([column, type]) => `\t${column}: ${type}`);
		return `export const ${name} = ${table}('${name}', {\n${lines.join(',\n')}\n});\n`;
	});
	return [`import { ${builders.join(', ')} } from 'drizzle-orm/${module}';\n`, ...code].join('\n');
}
