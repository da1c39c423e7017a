import * as vscode from 'vscode';
import { UserError } from '../../host/run.ts';

/** What a file system says went wrong, by Node's and VS Code's codes, as the rest of a sentence. */
const reasons: Readonly<Record<string, string>> = {
	ENOENT: 'there is no such file or folder',
	FileNotFound: 'there is no such file or folder',
	ENOTDIR: 'a part of the path is a file, not a folder',
	FileNotADirectory: 'a part of the path is a file, not a folder',
	EISDIR: 'it is a folder',
	FileIsADirectory: 'it is a folder',
	EEXIST: 'it exists already',
	FileExists: 'it exists already',
	ENOTEMPTY: 'the folder is not empty',
	EACCES: 'the file system does not allow it',
	EPERM: 'the file system does not allow it',
	NoPermissions: 'the file system does not allow it',
	EROFS: 'the file system can only be read',
	ELOOP: 'the links on the path lead in a circle',
	ENAMETOOLONG: 'the path is too long',
	EINVAL: 'the path is none that the file system takes',
	EILSEQ: 'the path is none that the file system takes',
	ENXIO: 'it is no regular file',
	ENODEV: 'it is no regular file',
	EBUSY: 'another program uses it',
	ETXTBSY: 'another program uses it',
	EMFILE: 'too many files are open; try again',
	ENFILE: 'too many files are open; try again',
	ENOSPC: 'the disk is full',
	EDQUOT: 'the disk is full',
	EFBIG: 'the file is too large',
	EIO: 'the disk did not answer as it should',
	ETIMEDOUT: 'the file system did not answer in time',
	EAGAIN: 'the file system is busy; try again',
	Unavailable: 'the file system is not available',
};

/**
 * What a tool may let out: a `UserError` or a cancellation as it is, and everything else as a sentence
 * for a model. Messages of Node and VS Code hold absolute paths, which tell of the user's machine.
 *
 * @param log gets what the sentence leaves out
 */
export function inWords(error: unknown, log?: Pick<vscode.LogOutputChannel, 'error'>): Error {
	if (error instanceof UserError || error instanceof vscode.CancellationError) return error;
	// The name that VS Code's own cancellations have.
	if (error instanceof Error && error.name === 'Canceled') return new vscode.CancellationError();
	log?.error('A tool failed:', error);
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	const reason = Object.hasOwn(reasons, code) ? reasons[code] : undefined;
	return new UserError(
		reason === undefined
			? 'The tool failed, for a reason that only the log of the extension tells. Go on without it.'
			: `That is not possible: ${reason}.`,
		{ cause: error },
	);
}
