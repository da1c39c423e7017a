import { modelVendor } from '../../ids.ts';

/** Whether a model is the handbook of this extension, which is no language model. */
export function isHandbook({ vendor }: { readonly vendor: string }): boolean {
	return vendor === modelVendor;
}

/**
 * Whether a chat with an agent can ask a model of another vendor. VS Code lists those of other kinds of
 * sessions, too: the Copilot CLI's comes with its extension, before anybody has signed in, and is
 * refused in every chat. Such a model says of no family that it is.
 */
export function canAnswer({
	vendor,
	family,
}: {
	readonly vendor: string;
	readonly family: string;
}): boolean {
	return !isHandbook({ vendor }) && vendor !== 'copilotcli' && family.trim() !== '';
}
