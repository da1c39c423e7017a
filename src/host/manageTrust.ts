import { plain } from '../core/text/plainText.ts';
import type { ShownCommand } from './shownCommand.ts';

/** Opens the page on which the user trusts a workspace. */
export const manageTrust: ShownCommand = {
	command: 'workbench.trust.manage',
	title: plain`Manage Workspace Trust`,
};
