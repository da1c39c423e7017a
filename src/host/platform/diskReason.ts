import { ownValue } from '../../core/text/ownValue.ts';
import { codeOf } from './errorCode.ts';

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
 * Why a file system did not do something, as the rest of a sentence; `undefined` where its error is
 * none that is known. Its own messages hold absolute paths.
 */
export function diskReason(error: unknown): string | undefined {
	const code = codeOf(error);
	return ownValue(reasons, code);
}
