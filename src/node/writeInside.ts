import { mkdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { relativePath } from './root.ts';

/**
 * Writes a new file that others read too into a folder of a root, whole or not at all; the folder is made. Errors of the
 * file system as they come, but for a file in the place of the folder.
 *
 * @param root absolute
 * @param folder relative to the root
 * @param name that no other file has
 * @returns the path relative to the root
 * @throws Error where the folder leads out of the root
 */
export async function writeInside(root: string, folder: string, name: string, text: string): Promise<string> {
  const at = path.join(root, folder);
  await mkdir(at, { recursive: true }).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const isFile = code === 'ENOTDIR' || code === 'EEXIST';
    throw isFile
      ? new Error(`${folder} cannot be made a folder, because a file stands in its way: move it away`)
      : error;
  });
  const [real, top] = await Promise.all([realpath(at), realpath(root)]);
  const below = path.relative(top, real);
  if (below === '..' || below.startsWith(`..${path.sep}`) || path.isAbsolute(below))
    throw new Error(`${folder} leads out of the workspace`);
  const copy = path.join(at, `.${name}.tmp`);
  try {
    await writeFile(copy, text, { flag: 'wx' });
    await rename(copy, path.join(at, name));
  } catch (error) {
    await rm(copy, { force: true });
    throw error;
  }
  return relativePath(root, path.join(at, name));
}
