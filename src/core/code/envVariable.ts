/** A variable of the environment that the code of a pattern reads. */
export interface EnvVariable {
	readonly name: string;
	/** What it is for, on one line. */
	readonly about?: string;
	/** Only the server and those who run it may know the value. */
	readonly secret: boolean;
	/** What does for development. */
	readonly value?: string;
	/** Any random text will do, made for each project. */
	readonly generated?: boolean;
	/** The code does without it. */
	readonly optional?: boolean;
	readonly kind: 'text' | 'url';
	/** The fewest characters of a text. */
	readonly minLength?: number;
}

/** Whether a variable may be called so in every shell and file. */
export function isVariableName(name: string): boolean {
	return /^[A-Za-z_]\w*$/.test(name) && name !== '__proto__';
}

/** Whether SvelteKit hands a variable to browsers, too: it has its own modules for these. */
export function isPublic({ name }: Pick<EnvVariable, 'name'>): boolean {
	return name.startsWith('PUBLIC_');
}

/** What a variable is for, fit for a comment; `undefined` without a word. */
export function commentOf({ about }: EnvVariable): string | undefined {
	return about?.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim() || undefined;
}
