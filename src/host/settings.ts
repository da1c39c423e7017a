import * as vscode from 'vscode';
import type { settingIds } from '../ids.ts';

/** The full name of a setting of this extension. */
export type SettingId = (typeof settingIds)[keyof typeof settingIds];

/**
 * The value of a setting, for `scope` where it may differ by language or folder.
 *
 * VS Code copies all that it is asked for, which for all settings takes longer than all else that is
 * done before a question is sent. So only those below the first part of the name are asked for.
 *
 * @param fallback the value where nothing is set, not even by package.json
 */
export function readSetting<T>(id: SettingId, fallback: T, scope?: vscode.ConfigurationScope): T {
	const dot = id.indexOf('.');
	const section = vscode.workspace.getConfiguration(id.slice(0, dot), scope);
	return section.get<T>(id.slice(dot + 1), fallback);
}
