import * as vscode from 'vscode';
import { explainedSpot } from '../core/show/explainedSpot.ts';
import { planDocuments } from './planDocuments.ts';
import type { PlanParser } from './planParser.ts';
import type { PlanStore } from './planStore.ts';

/** What the hover says of all that is known about a line. */
const shortLabels = new Set(['read as', 'status', 'role', 'optional', 'lens', 'no lens', 'problem']);
const longestValue = 300;

/** In plans, on the mark of a box, the `#` of a heading and the fence of a block: how the line was read. */
export function registerExplainHover(store: PlanStore, parser: PlanParser): vscode.Disposable {
  return vscode.languages.registerHoverProvider(planDocuments, {
    async provideHover(document, { line, character }, token) {
      const entry = store.get(document.uri);
      if (entry?.kind !== 'plan') return undefined;
      const plan = await parser.ofDocument(entry.path, document);
      const text = document.getText();
      const spot = explainedSpot(plan, text.split(/\r\n|\r|\n/), line, character);
      if (!spot || token.isCancellationRequested) return undefined;
      const { explainLine } = await import('../core/parse/parser.ts');
      const hover = new vscode.MarkdownString();
      for (const { label, value } of explainLine(plan, text, line)) {
        if (!shortLabels.has(label)) continue;
        if (hover.value !== '') hover.appendMarkdown('\n\n');
        hover.appendText(`${label}: ${value.slice(0, longestValue)}`);
      }
      return new vscode.Hover(hover, new vscode.Range(line, spot.start, line, spot.end));
    },
  });
}
