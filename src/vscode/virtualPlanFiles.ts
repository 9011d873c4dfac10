import * as vscode from 'vscode';
import { configName } from '../core/config/config.ts';
import type { FoundBatch, FoundFile, PlanFiles, ReadTexts } from './ports.ts';

const maxFileBytes = 5 * 1024 * 1024;
const excluded = '**/{node_modules,.git}/**';
/** So many files are asked for at a time: each may be a request to a server. */
const filesAtOnce = 8;

type Take = (batch: FoundBatch) => void;
type Text = { readonly text: string } | { readonly skipped: string } | undefined;

/** Files of a workspace that is on no disk: read by way of the editor, a few at a time, scored and parsed elsewhere. */
export function virtualPlanFiles(readTexts: ReadTexts): PlanFiles {
  const read = async (
    folder: vscode.Uri,
    files: readonly { readonly path: string; readonly stamp?: string }[],
    take: Take,
    signal?: AbortSignal,
  ): Promise<void> => {
    const config = await textOf(vscode.Uri.joinPath(folder, configName));
    const configText = config && 'text' in config ? config.text : undefined;
    let told = false;
    for (let at = 0; at === 0 || at < files.length; at += filesAtOnce) {
      const unread: FoundFile[] = [];
      const texts: { path: string; text: string; stamp?: string }[] = [];
      await Promise.all(
        files.slice(at, at + filesAtOnce).map(async (file) => {
          const text = await textOf(vscode.Uri.joinPath(folder, file.path));
          if (!text) unread.push({ path: file.path, content: { kind: 'none' } });
          else if ('text' in text) texts.push({ ...file, text: text.text });
          else unread.push({ path: file.path, content: { kind: 'skipped', reason: text.skipped } });
        }),
      );
      if (signal?.aborted) return;
      await readTexts(configText, texts, ({ options, files: found }) => {
        if (options && !told) take({ options, files: [] });
        told = true;
        if (found.length > 0) take({ files: found });
      });
      if (unread.length > 0) take({ files: unread });
      if (signal?.aborted) return;
    }
  };
  return {
    async search(folder, known, signal, take) {
      const source = new vscode.CancellationTokenSource();
      signal.addEventListener('abort', () => source.cancel(), { once: true });
      const pattern = new vscode.RelativePattern(folder, '**/*.{md,markdown}');
      const uris = await vscode.workspace.findFiles(pattern, excluded, undefined, source.token);
      source.dispose();
      if (signal.aborted) return;
      const files = uris.map((uri) => {
        const path = vscode.workspace.asRelativePath(uri, false);
        const stamp = known.get(path);
        return stamp === undefined ? { path } : { path, stamp };
      });
      await read(folder, files, take, signal);
    },
    look: read,
  };
}

/** `undefined` where there is no such file. */
async function textOf(uri: vscode.Uri): Promise<Text> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > maxFileBytes) return { skipped: vscode.l10n.t('is over the limit of 5 MB') };
    const bytes = await vscode.workspace.fs.readFile(uri);
    if (bytes.includes(0)) return { skipped: vscode.l10n.t('is binary, not text') };
    return { text: new TextDecoder().decode(bytes) };
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    return { skipped: error instanceof Error ? error.message : String(error) };
  }
}
