import { textMark } from '../../core/text/textMark.ts';
import { folderContextPrefix } from '../../ids.ts';

/** The context key that is set where a folder is open. @param folder its address */
export function folderKey(folder: string): string {
	return folderContextPrefix + textMark(folder);
}
