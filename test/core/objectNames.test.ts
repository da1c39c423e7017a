import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { shareOf } from '../helpers/turn.ts';
import { textFunctions } from './linear/textFunctions.ts';

// A table that is an object has more names than were written into it, and agent files, projects and
// models may name all of them.
const names = [
	'constructor',
	...shareOf(['toString', '__proto__', 'valueOf', 'hasOwnProperty'], 4),
];

/** What a name may stand in, each a text of some kind that core reads. */
function textsWith(name: string): readonly string[] {
	return [
		name,
		`/${name}`,
		`a.${name}`,
		`src/lib/${name}.ts`,
		`&${name};`,
		`${name}-${name} agent`,
		`{ "${name}": "${name}", "type": "${name}" }`,
		`export default { ${name}: '${name}', dialect: '${name}', driver: '${name}' };\n`,
		`import { z } from 'zod';\nimport { ${name} } from 'zod/v4';\nz.${name}('a');\nz.string().${name}({ ${name}: 1 });\n`,
		`import { ${name} } from '$app/${name}';\nexport const a = ${name}(1);\n`,
		`<script>\n\tlet ${name};\n</script>\n<${name} ${name}="${name}" on:${name}={${name}} />\n`,
		`---\nname: ${name}\ndescription: Use ${name}.\nmodel: ${name}\ncolor: ${name}\ntools: [${name}]\n${name}: ${name}\nhandoffs:\n  - agent: ${name}\n---\n# ${name}\n\n@${name} #${name} ${name}\n`,
		`# ${name}\n\n\`\`\`${name} title=${name} ${name}=${name}\n// src/${name}.${name}\n${name}();\n\`\`\`\n`,
		`packages: { ${name}: ^1 }\nlowest: { ${name}: 1 }\nenv: { ${name.toUpperCase()}: ${name} }\nhooks: { ${name}: ${name} from src/lib/a.ts }\n${name}: ${name}\n`,
	];
}

describe('names that every object has', () => {
	for (const name of names) {
		it(`are names like others to every function of core: ${name}`, async () => {
			const faults: string[] = [];
			for (const { covers, run } of textFunctions) {
				const of = covers.map((each) => each.name).join(', ');
				for (const text of textsWith(name)) {
					try {
						const found = inheritedIn(await run(text));
						if (found !== undefined) faults.push(`${of}: ${found}: ${JSON.stringify(text)}`);
					} catch (error) {
						faults.push(`${of} throws ${String(error)}: ${JSON.stringify(text)}`);
					}
				}
			}
			assert.deepEqual(faults, []);
		});
	}
});

const inherited: ReadonlySet<unknown> = new Set([
	Object,
	...Object.getOwnPropertyNames(Object.prototype).map(
		(name) => Object.getOwnPropertyDescriptor(Object.prototype, name)?.value as unknown,
	),
]);

/** What a value has in it of that which every object has, as a value or written out. */
function inheritedIn(value: unknown): string | undefined {
	const seen = new Set<unknown>();
	const waiting: { readonly each: unknown; readonly at: string }[] = [{ each: value, at: '' }];
	for (let next = waiting.pop(); next; next = waiting.pop()) {
		const { each, at } = next;
		if (typeof each === 'string') {
			if (/\[native code\]|\[object Object\]/.test(each)) return `${at} is ${each.slice(0, 200)}`;
		} else if (typeof each === 'function') {
			if (inherited.has(each)) return `${at} is the function ${each.name}`;
		} else if (typeof each === 'object' && each !== null && !seen.has(each)) {
			seen.add(each);
			const pairs: Iterable<readonly [unknown, unknown]> =
				each instanceof Map ? each : each instanceof Set ? each.entries() : Object.entries(each);
			for (const [key, inside] of pairs) waiting.push({ each: inside, at: `${at}.${String(key)}` });
		}
	}
	return undefined;
}
