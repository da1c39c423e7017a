import * as vscode from 'vscode';
import { readSetting, type SettingValue } from '../../host/settings.ts';
import { settingIds } from '../../ids.ts';

/** The settings that each answer looks at. */
export interface AnswerSettings {
	readonly model: SettingValue<typeof settingIds.model>;
	readonly instructions: SettingValue<typeof settingIds.instructions>;
	readonly maxToolRounds: SettingValue<typeof settingIds.maxToolRounds>;
}

let known: AnswerSettings | undefined;
let changes: vscode.Disposable | undefined;

/**
 * These settings as they are now. They are read again when one has changed, which VS Code tells before
 * anything else happens: to read them takes a good part of what is done before a question is sent.
 */
export function answerSettings(): AnswerSettings {
	changes ??= vscode.workspace.onDidChangeConfiguration(() => (known = undefined));
	return (known ??= {
		model: readSetting(settingIds.model),
		instructions: readSetting(settingIds.instructions),
		maxToolRounds: readSetting(settingIds.maxToolRounds),
	});
}
