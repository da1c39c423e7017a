import * as vscode from 'vscode';
import type { settingIds } from '../ids.ts';
import type { settingTable } from './settingTable.ts';

type Key = keyof typeof settingIds;

/** The full name of a setting of this extension. */
export type SettingId = (typeof settingIds)[Key];

type Row<Id extends SettingId> = {
	[K in Key]: (typeof settingIds)[K] extends Id ? (typeof settingTable)[K] : never;
}[Key];

/** What a setting may be. */
export type SettingValue<Id extends SettingId> =
	Row<Id> extends { readonly values: infer Values }
		? keyof Values
		: Row<Id> extends { readonly default: number }
			? number
			: Row<Id> extends { readonly default: boolean }
				? boolean
				: Readonly<Record<string, unknown>>;

/** The settings that are on or off. */
export type SwitchId = {
	[K in Key]: (typeof settingTable)[K]['default'] extends boolean ? (typeof settingIds)[K] : never;
}[Key];

/**
 * The value of a setting, for `scope` where it may differ by language or folder: what the user has
 * set, which VS Code does not hold to the declared type, else the default.
 *
 * VS Code copies all that it is asked for, which for all settings takes longer than all else that is
 * done before a question is sent. So only those below the first part of the name are asked for.
 */
export function readSetting<Id extends SettingId>(
	id: Id,
	scope?: vscode.ConfigurationScope,
): SettingValue<Id> {
	const dot = id.indexOf('.');
	const section = vscode.workspace.getConfiguration(id.slice(0, dot), scope);
	// Never undefined: package.json declares a default for each.
	return section.get(id.slice(dot + 1)) as SettingValue<Id>;
}
