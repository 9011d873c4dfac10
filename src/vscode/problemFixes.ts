import * as vscode from 'vscode';
import { planDocuments } from './planDocuments.ts';
import type { FileLookup } from './fileLookup.ts';
import type { PlanParser } from './planParser.ts';
import type { PlanStore } from './planStore.ts';

/** The light bulb on a problem of a plan: what can be done about it, as one edit that can be undone. */
export function registerProblemFixes(store: PlanStore, parser: PlanParser, lookup: FileLookup): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    planDocuments,
    {
      async provideCodeActions(document, range, { diagnostics }, token) {
        const entry = store.get(document.uri);
        const ours = diagnostics.filter(({ source, code }) => source === 'Runsheet' && typeof code === 'string');
        const mayBeGarbled = ours.length > 0 || /[^\0-\x7f]/.test(document.lineAt(range.start.line).text);
        if (entry?.kind !== 'plan' || !mayBeGarbled) return [];
        const { problemActions } = await import('./problemActions.ts');
        const plan = await parser.ofDocument(entry.path, document);
        if (token.isCancellationRequested) return [];
        const { start } = range;
        return problemActions({
          document,
          start,
          diagnostics: ours,
          plan,
          lookup,
          marks: parser.marksOf(document.uri),
        });
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}
