// Written by `npm run generate` from agents/*.md.

export const bundledAgents: readonly { readonly handle: string; readonly file: string }[] = [
	{ handle: 'api-architect', file: 'api-architect.md' },
	{ handle: 'backend-engineer', file: 'backend-engineer.md' },
	{ handle: 'backend-engineer-api', file: 'backend-engineer-api.md' },
	{ handle: 'backend-engineer-polyglot', file: 'backend-engineer-polyglot.md' },
	{ handle: 'backend-engineer-research', file: 'backend-engineer-research.md' },
	{ handle: 'database-specialist', file: 'database-specialist.md' },
	{ handle: 'svelte-backend-expert', file: 'svelte-backend-expert.md' },
];
