import { existsSync, type FSWatcher, watch } from 'node:fs';
import { readExit } from './findRun.ts';
import type { PreparedRun } from './scriptLane.ts';

/**
 * How a run ended, as far as its folder tells. `aborted`: the caller stopped looking; `unknown`: the folder cannot be
 * watched, or is gone, so that only the terminal can tell. `at`: epoch milliseconds.
 */
export type RunEnd =
  | { readonly kind: 'exit'; readonly code: number; readonly at: number }
  | { readonly kind: 'aborted' }
  | { readonly kind: 'unknown'; readonly reason: string };

/**
 * Waits for the exit code of a run, which may have ended already. Never rejects, never polls.
 *
 * A wrapper that was killed leaves no code, and nothing happens in the folder: when the terminal reports an end or
 * closes, abort, and ask `findRun`.
 */
export function watchRun(run: Pick<PreparedRun, 'folder'>, options: { signal: AbortSignal }): Promise<RunEnd> {
  const { signal } = options;
  return new Promise((resolve) => {
    let watcher: FSWatcher | undefined;
    const end = (result: RunEnd): void => {
      watcher?.close();
      signal.removeEventListener('abort', abort);
      resolve(result);
    };
    const abort = (): void => end({ kind: 'aborted' });
    const look = async (): Promise<void> => {
      const exit = await readExit(run.folder);
      if (exit) end({ kind: 'exit', ...exit });
      else if (!existsSync(run.folder)) end({ kind: 'unknown', reason: 'The folder of the run is gone.' });
    };
    if (signal.aborted) {
      abort();
      return;
    }
    signal.addEventListener('abort', abort);
    try {
      watcher = watch(run.folder, () => void look());
      watcher.on('error', (error) => end({ kind: 'unknown', reason: error.message }));
    } catch (error) {
      end({ kind: 'unknown', reason: error instanceof Error ? error.message : String(error) });
      return;
    }
    // The code may have been written before the watcher was there.
    void look();
  });
}
