import module from 'node:module';
import path from 'node:path';
import { userCacheFolder } from '../node/cache/cacheFolder.ts';
import { keepCompiledFiles } from './compiledFiles.ts';

/** Node keeps of a file what the first start compiled of it, so each command has a folder of its own. */
const commands = new Set(['check', 'decide', 'explain', 'next', 'outline', 'run', 'shift', 'status', 'tick']);

/**
 * Has Node keep what it compiles of this program in the user's cache (`module.enableCompileCache`, Node 22.1; see
 * `keepCompiledFiles` for those before), so that the next start does not compile it again. It is checked against the
 * sources. Nothing is kept for who wants no cache.
 */
export function keepCompiled(argv: readonly string[], env: NodeJS.ProcessEnv): void {
  if ((env['RUNSHEET_NO_CACHE'] ?? '') !== '' || argv.includes('--no-cache')) return;
  const { enableCompileCache } = module as { readonly enableCompileCache?: (folder: string) => unknown };
  const command = argv.find((each) => commands.has(each)) ?? 'other';
  const folder = path.join(userCacheFolder(env), 'compiled', command);
  if (enableCompileCache) enableCompileCache(folder);
  else keepCompiledFiles(__dirname, folder);
}
