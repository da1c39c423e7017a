/** What a table has under a name that somebody else gives; `constructor` is one that every object has. */
export function ownValue<Value>(
	table: Readonly<Record<string, Value>>,
	name: string,
): Value | undefined {
	return Object.hasOwn(table, name) ? table[name] : undefined;
}
