/** What a person reads in the header of a file that is not valid YAML. */
export interface Expectation {
	readonly path: string;
	readonly name: string;
	readonly description: string;
	readonly tools: readonly string[] | undefined;
	readonly model: string | undefined;
}

/** Written down from the files by eye, so that they do not depend on any parser. */
export const expectations: readonly Expectation[] = [
	{
		path: 'agents/migration-planner.md',
		name: 'migration-planner',
		description:
			'MUST BE USED before a framework or a database moves to another major version. Examples: <example>Context: an old app user: "We are three majors behind" assistant: "I will have the migration-planner list the steps" <commentary>Steps in order, each one shippable</commentary></example> <example>Context: a deadline user: "Can we skip a version?" assistant: "The migration-planner knows what each version removed" <commentary>Removals decide</commentary></example>',
		tools: ['Read', 'Grep', 'Glob', 'WebFetch'],
		model: undefined,
	},
	{
		path: 'corpus/vijaythecoder/rails-backend-expert.md',
		name: 'rails-backend-expert',
		description:
			'Comprehensive Rails backend developer with expertise in all aspects of Ruby on Rails development. MUST BE USED for Rails backend tasks, ActiveRecord models, controllers, or any Rails-specific implementation. Follows Rails conventions and best practices. Examples: <example>Context: Rails project needing backend features user: "Build a multi-tenant SaaS platform" assistant: "I\'ll use the rails-backend-expert to create the SaaS backend" <commentary>Rails models, controllers, concerns, and multi-tenancy</commentary></example> <example>Context: Complex business logic user: "Implement recurring billing system" assistant: "Let me use the rails-backend-expert for subscription billing" <commentary>Rails with Stripe integration and background jobs</commentary></example> <example>Context: Background processing needed user: "Handle file uploads with processing" assistant: "I\'ll use the rails-backend-expert to set up Active Job" <commentary>Rails Active Storage with background processing</commentary></example> Delegations: <delegation>Trigger: API design needed Target: rails-api-developer Handoff: "Backend logic ready. Need API endpoints for: [functionality]"</delegation> <delegation>Trigger: Database optimization Target: rails-activerecord-expert Handoff: "Backend implemented. Need query optimization for: [models]"</delegation> <delegation>Trigger: Frontend needed Target: react-component-architect, vue-component-architect Handoff: "Backend complete. Frontend can consume: [endpoints and data]"</delegation>',
		tools: undefined,
		model: undefined,
	},
	{
		path: 'corpus/voltagent/ab-test-analysis.md',
		name: 'ab-test-analysis',
		description:
			"Use when the user wants to analyze A/B test results, interpret p-values, determine statistical significance, or make a ship/no-ship decision. Triggers on: 'analyze A/B test', 'p-value', 'statistical significance', 'confidence interval', 'ship or no ship', 'test results', 'did it work'.",
		tools: ['Read', 'Grep', 'Glob', 'WebFetch', 'WebSearch'],
		model: undefined,
	},
	{
		path: 'corpus/voltagent/assumption-mapping.md',
		name: 'assumption-mapping',
		description:
			"Use when the user needs to identify and prioritize risky assumptions in a product idea, feature, or strategy. Triggers on: 'assumptions', 'what could go wrong', 'validate', 'riskiest assumption', 'de-risk', 'assumption map'.",
		tools: ['Read', 'Write', 'Edit', 'Glob', 'Grep', 'WebFetch', 'WebSearch'],
		model: undefined,
	},
	{
		path: 'corpus/voltagent/backlog-grooming.md',
		name: 'backlog-grooming',
		description:
			"Use when the user needs to groom, refine, or clean up a product backlog. Triggers on: 'groom backlog', 'backlog refinement', 'backlog grooming', 'clean up backlog', 'refine stories', 'sprint refinement', 'backlog management'.",
		tools: ['Read', 'Write', 'Edit', 'Glob', 'Grep', 'WebFetch', 'WebSearch'],
		model: undefined,
	},
	{
		path: 'corpus/voltagent/cohort-analysis.md',
		name: 'cohort-analysis',
		description:
			"Use when the user wants to analyze retention, cohort behavior, engagement trends, or understand how different user groups perform over time. Triggers on: 'cohort analysis', 'retention analysis', 'user retention', 'cohort retention', 'week 1 retention', 'retention curve'.",
		tools: ['Read', 'Grep', 'Glob', 'WebFetch', 'WebSearch'],
		model: undefined,
	},
	{
		path: 'corpus/voltagent/first-principles-thinking.md',
		name: 'first-principles-thinking',
		description:
			"Use when the user wants to challenge assumptions, break down a complex problem from scratch, or approach something with first principles reasoning. Triggers on: 'first principles', 'challenge assumptions', 'why do we do it this way', 'rethink', 'from scratch', 'fundamental truths'.",
		tools: ['Read', 'Grep', 'Glob', 'WebFetch', 'WebSearch'],
		model: undefined,
	},
	{
		path: 'corpus/voltagent/gdpr-ccpa-compliance.md',
		name: 'gdpr-ccpa-compliance',
		description:
			"Use when the user needs to understand GDPR or CCPA compliance, review data practices, or assess privacy requirements. Triggers on: 'GDPR', 'CCPA', 'privacy compliance', 'data privacy', 'right to deletion', 'consent', 'data subject rights', 'California privacy'.",
		tools: ['Read', 'Grep', 'Glob', 'WebFetch', 'WebSearch'],
		model: undefined,
	},
	{
		path: 'corpus/voltagent/growth-loops.md',
		name: 'growth-loops',
		description:
			"Use when the user wants to design a growth loop, understand PLG mechanics, or build sustainable acquisition. Triggers on: 'growth loop', 'flywheel', 'viral loop', 'PLG growth', 'product-led growth', 'growth mechanics', 'how do we grow', 'word of mouth'.",
		tools: ['Read', 'Write', 'Edit', 'Glob', 'Grep', 'WebFetch', 'WebSearch'],
		model: undefined,
	},
	{
		path: 'corpus/voltagent/hipaa-compliance.md',
		name: 'hipaa-compliance',
		description:
			"Use when the user is building a healthcare product and needs to understand HIPAA compliance. Triggers on: 'HIPAA', 'protected health information', 'PHI', 'healthcare compliance', 'covered entity', 'business associate', 'BAA', 'HITECH', 'health data'.",
		tools: ['Read', 'Grep', 'Glob', 'WebFetch', 'WebSearch'],
		model: undefined,
	},
	{
		path: 'seeds/002_7eb6c7a07a78ab6e.md',
		name: 'backend-engineer',
		description:
			'Use this agent when you need to design, implement, or modify backend systems, APIs, server actions, database schemas, authentication systems, or any server-side functionality. This includes creating new endpoints, optimizing database queries, implementing business logic, setting up middleware, configuring authentication/authorization, or architecting scalable backend solutions. Examples: - <example>Context: User needs to implement a new user registration API endpoint. user: "I need to create a user registration endpoint that validates email, hashes passwords, and stores user data" assistant: "I\'ll use the backend-engineer agent to implement the user registration API with proper validation and security measures" <commentary>Since this involves server-side API development, authentication, and database operations, use the backend-engineer agent.</commentary></example> - <example>Context: User wants to optimize database performance for a slow query. user: "The user dashboard is loading slowly, I think it\'s a database issue" assistant: "I\'ll use the backend-engineer agent to analyze and optimize the database queries for the user dashboard" <commentary>Database optimization and server-side performance issues require the backend-engineer agent.</commentary></example>',
		tools: ['Read', 'Edit', 'MultiEdit', 'Write', 'Glob', 'Grep', 'Bash'],
		model: 'sonnet',
	},
	{
		path: 'seeds/004_449cddfcf6b524cb.md',
		name: 'backend-engineer',
		description:
			"Use this agent when you need backend development expertise, including writing server-side code, designing APIs, implementing database schemas, optimizing performance, or making architectural decisions. Examples: <example>Context: User needs to implement a new API endpoint for user authentication. user: 'I need to create a login endpoint that validates user credentials and returns a JWT token' assistant: 'I'll use the backend-engineer agent to design and implement this authentication endpoint with proper security practices.' <commentary>Since this involves backend API development with security considerations, the backend-engineer agent is ideal for providing secure, scalable implementation.</commentary></example> <example>Context: User is working on database optimization. user: 'My PostgreSQL queries are running slowly on the user table' assistant: 'Let me use the backend-engineer agent to analyze your database performance and suggest optimizations.' <commentary>Database performance optimization requires backend engineering expertise to analyze queries, indexes, and suggest improvements.</commentary></example>",
		tools: undefined,
		model: 'sonnet',
	},
];
