import os from 'node:os';
import { readGit } from '../git/readGit.ts';

/** Who works here, for evidence: the name that git writes into commits, else that of the account. Never rejects. */
export async function whoIsHere(root: string): Promise<string> {
  const { code, stdout } = await readGit(['config', 'user.name'], { cwd: root, timeoutMs: 5000 });
  const name = stdout.trim().slice(0, 200);
  if (code === 0 && name !== '') return name;
  try {
    return os.userInfo().username;
  } catch {
    return 'unknown';
  }
}
