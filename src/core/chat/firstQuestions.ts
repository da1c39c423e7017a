import type { ProjectFacts } from '../project/project.ts';

/** Questions to begin with, from what a project lacks or has. */
export function firstQuestions(facts: ProjectFacts | undefined): readonly string[] {
	if (!facts) {
		return [
			'How do I load data for a page?',
			'How do I validate a form?',
			'How do I protect a route?',
		];
	}
	const { auth, testRunner, orm, forms } = facts;
	return [
		...(auth ? [] : ['Add a login with sessions in the database.']),
		...(orm
			? ['A list gets slower the further people browse.']
			: ['Connect this app to Postgres.']),
		...(testRunner ? ['Test a form action.'] : []),
		...(forms ? ['Upload an image in a form.'] : ['Validate a form on the server.']),
		'Limit how often somebody may call an endpoint.',
	].slice(0, 3);
}
