/** The last part of a path with forward slashes; of a folder's path that ends with one, nothing. */
export function fileNameOf(path: string): string {
	return path.slice(path.lastIndexOf('/') + 1);
}
