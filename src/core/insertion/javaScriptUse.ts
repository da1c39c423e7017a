import type { JavaScriptUse } from '../code/stripTypes.ts';
import type { ProjectFacts } from '../project/project.ts';

/** How a project that is written in JavaScript wants its types told. */
export function javaScriptUse({ checkJs, typescriptVersion }: ProjectFacts): JavaScriptUse {
	const [, major, minor = '0'] = /(\d+)(?:\.(\d+))?/.exec(typescriptVersion ?? '') ?? [];
	const isOld = major !== undefined && Number(major) * 100 + Number(minor) < 505;
	return { checked: checkJs, importTags: !isOld };
}
