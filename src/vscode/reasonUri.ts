import * as vscode from 'vscode';
import type { Reason } from '../core/readiness/verdict.ts';

/**
 * Where a reason against a GO stands: most in the plan, a blocker in a handoff.
 *
 * @param uri of the plan
 * @param path of the plan; both paths start at one folder
 */
export function reasonUri(uri: vscode.Uri, path: string, reason: Pick<Reason, 'path'>): vscode.Uri {
  if (reason.path === path) return uri;
  const up = path.split('/').map(() => '..');
  return vscode.Uri.joinPath(uri, ...up, reason.path);
}
