import * as vscode from 'vscode';
import type { Catalog } from '../../core/agent/catalog.ts';
import type { AgentDocument } from '../../core/editor/agentDocument.ts';
import { validate } from '../../core/editor/validate.ts';
import type { Problem } from '../../core/problem/problem.ts';
import { settingIds } from '../../ids.ts';
import { readSetting } from '../settings.ts';

/**
 * What is wrong in an agent file beside all others, as bad as the user has it. Of tools and models,
 * which come and go, nothing is said.
 *
 * @param path as the catalog has it
 */
export function fileProblems(
	document: AgentDocument,
	catalog: Catalog,
	path: string,
): readonly Problem[] {
	const levels = readSetting(settingIds.problems, vscode.Uri.parse(path));
	return validate(document, { agents: catalog, levels });
}
