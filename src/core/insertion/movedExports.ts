/** The modules that a name is imported from. */
export interface MovedExport {
	readonly kit2: string;
	readonly kit3: string;
}

const kit3Homes: Readonly<Record<string, readonly string[]>> = {
	'@sveltejs/kit/hooks': [
		'Handle',
		'HandleServerError',
		'HandleClientError',
		'HandleFetch',
		'ServerInit',
		'ClientInit',
		'Reroute',
		'Transport',
		'Transporter',
		'ResolveOptions',
	],
	'$app/forms': ['ActionResult', 'SubmitFunction'],
	'$app/navigation': [
		'AfterNavigate',
		'BeforeNavigate',
		'Navigation',
		'NavigationBase',
		'NavigationEnter',
		'NavigationExternal',
		'NavigationFormSubmit',
		'NavigationGoto',
		'NavigationLeave',
		'NavigationLink',
		'NavigationPopState',
		'NavigationTarget',
		'NavigationType',
		'OnNavigate',
	],
	'$app/state': ['Page'],
	'$app/server': [
		'RemoteCommand',
		'RemoteForm',
		'RemoteFormField',
		'RemoteFormFields',
		'RemoteFormFieldType',
		'RemoteFormFieldValue',
		'RemoteFormInput',
		'RemoteFormIssue',
		'RemoteLiveQuery',
		'RemoteLiveQueryFunction',
		'RemotePrerenderFunction',
		'RemoteQuery',
		'RemoteQueryFunction',
		'RemoteQueryUpdate',
		'RemoteResource',
	],
	'@sveltejs/kit/params': ['ParamMatcher'],
	'@sveltejs/kit/env': ['EnvVarConfig'],
};

/** Types that `@sveltejs/kit` exports on Kit 2 and another module on Kit 3, by name. */
export const movedExports: ReadonlyMap<string, MovedExport> = new Map(
	Object.entries(kit3Homes).flatMap(([kit3, names]) =>
		names.map((name) => [name, { kit2: '@sveltejs/kit', kit3 }] as const),
	),
);
