import * as vscode from 'vscode';
import type { CompletionSpot } from '../core/complete/completionSpot.ts';
import type { Suggestion } from '../core/complete/suggestions.ts';
import { openFence } from '../core/text/openFence.ts';
import { planDocuments } from './planDocuments.ts';
import type { PlanParser } from './planParser.ts';
import type { PlanStore } from './planStore.ts';
import { statusWord } from './planWords.ts';

const { EnumMember, Reference, User, Value } = vscode.CompletionItemKind;
const kinds: Readonly<Record<CompletionSpot['what'], vscode.CompletionItemKind>> = {
  id: Reference,
  owner: User,
  priority: EnumMember,
  mark: Value,
};

/** In plans: ids where something depends on something, owners, priorities, and marks between brackets. */
export function registerPlanCompletion(store: PlanStore, parser: PlanParser): vscode.Disposable {
  const provider: vscode.CompletionItemProvider = {
    async provideCompletionItems(document, { line, character }, token) {
      const entry = store.get(document.uri);
      if (entry?.kind !== 'plan') return undefined;
      const { completionSpot, suggestions } = await import('../core/parse/parser.ts');
      const text = document.lineAt(line).text;
      const spot = completionSpot(text.slice(0, character), text.slice(character));
      if (!spot || openFence(document.getText().split(/\r\n|\r|\n/), line) !== '') return undefined;
      const plan = await parser.ofDocument(entry.path, document);
      if (token.isCancellationRequested) return undefined;
      const others = spot.what === 'owner' ? store.plans.flatMap(({ summary }) => summary.owners) : [];
      const found = suggestions(spot, plan, [...new Set(others)], line);
      return found.map((suggestion, index) => itemOf(suggestion, spot, line, index, text.slice(spot.start, character)));
    },
  };
  return vscode.languages.registerCompletionItemProvider(planDocuments, provider, ':', ' ', '[', ',');
}

function itemOf(
  { text, about, status }: Suggestion,
  spot: CompletionSpot,
  line: number,
  index: number,
  replaced: string,
): vscode.CompletionItem {
  const word = status && (statusWord(status) ?? '');
  const isMark = spot.what === 'mark';
  const label = isMark ? { label: `[${text}]`, description: word ?? '' } : { label: text, description: about };
  const item = new vscode.CompletionItem(label, kinds[spot.what]);
  item.insertText = isMark && spot.open ? `${text}] ` : text;
  // What is replaced is the old mark, which says nothing about the new one.
  if (isMark && replaced !== '') item.filterText = replaced;
  item.range = new vscode.Range(line, spot.start, line, spot.end);
  item.sortText = String(index).padStart(6, '0');
  if (!isMark && word !== undefined && word !== '') item.detail = word;
  return item;
}
