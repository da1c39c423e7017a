// Written by `npm run generate` from agents/*.md.

export const bundledPatterns: readonly { readonly command: string; readonly key: string }[] = [
	{ command: 'drizzle-schema-and-client', key: 'backend-engineer/drizzle-schema-and-client' },
	{ command: 'load-functions', key: 'backend-engineer/load-functions' },
	{ command: 'form-actions', key: 'backend-engineer/form-actions' },
	{ command: 'zod-superforms-integration', key: 'backend-engineer/zod-superforms-integration' },
	{ command: 'hooks-sequence-with-security-headers', key: 'backend-engineer/hooks-sequence-with-security-headers' },
	{ command: 'adapter-and-content-security-policy', key: 'backend-engineer/adapter-and-content-security-policy' },
	{ command: 'data-model-and-client', key: 'svelte-backend-expert/data-model-and-client' },
	{ command: 'advanced-authentication-system', key: 'svelte-backend-expert/advanced-authentication-system' },
	{ command: 'password-hashing', key: 'svelte-backend-expert/password-hashing' },
	{ command: 'login-with-remember-me', key: 'svelte-backend-expert/login-with-remember-me' },
	{ command: 'rate-limiter', key: 'svelte-backend-expert/rate-limiter' },
	{ command: 'security-first-development', key: 'svelte-backend-expert/security-first-development' },
	{ command: 'advanced-form-actions-with-file-upload', key: 'svelte-backend-expert/advanced-form-actions-with-file-upload' },
	{ command: 'rest-api-with-advanced-features', key: 'svelte-backend-expert/rest-api-with-advanced-features' },
	{ command: 'protected-routes-pattern', key: 'svelte-backend-expert/protected-routes-pattern' },
	{ command: 'api-versioning-pattern', key: 'svelte-backend-expert/api-versioning-pattern' },
];
