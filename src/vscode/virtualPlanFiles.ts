import * as vscode from 'vscode';
import { scanFacts } from '../core/detect/scanFacts.ts';
import { scorePlan } from '../core/detect/scorePlan.ts';
import type { FileContent, PlanFiles } from './ports.ts';

const maxFileBytes = 5 * 1024 * 1024;
const excluded = '**/{node_modules,.git}/**';

/** Files of a workspace that is on no disk. */
export const virtualPlanFiles: PlanFiles = {
  async *find(folder, signal) {
    const source = new vscode.CancellationTokenSource();
    signal.addEventListener('abort', () => source.cancel(), { once: true });
    const pattern = new vscode.RelativePattern(folder, '**/*.md');
    for (const uri of await vscode.workspace.findFiles(pattern, excluded, undefined, source.token)) {
      signal.throwIfAborted();
      const path = vscode.workspace.asRelativePath(uri, false);
      const content = await this.look(folder, path);
      if (content.kind !== 'none') yield { path, content };
    }
  },

  options: () => Promise.resolve({}),

  async look(folder, path) {
    const content = await this.read(folder, path);
    if (content.kind !== 'text') return content;
    const { verdict, terms } = scorePlan(path, scanFacts(content.text));
    if (verdict === 'plan') return content;
    return verdict === 'possible' ? { kind: 'possible', terms } : { kind: 'none' };
  },

  async read(folder, path): Promise<FileContent> {
    const uri = vscode.Uri.joinPath(folder, path);
    try {
      const { size } = await vscode.workspace.fs.stat(uri);
      if (size > maxFileBytes) return { kind: 'skipped', reason: vscode.l10n.t('is over the limit of 5 MB') };
      const bytes = await vscode.workspace.fs.readFile(uri);
      if (bytes.includes(0)) return { kind: 'skipped', reason: vscode.l10n.t('is binary, not text') };
      return { kind: 'text', text: new TextDecoder().decode(bytes) };
    } catch (error) {
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return { kind: 'none' };
      return { kind: 'skipped', reason: error instanceof Error ? error.message : String(error) };
    }
  },
};
