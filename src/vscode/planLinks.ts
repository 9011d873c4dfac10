import * as vscode from 'vscode';
import { findNode } from '../core/findNode.ts';
import { gathering } from '../core/gathering.ts';
import type { FileReference, Plan } from '../core/model.ts';
import { dependencySpots } from '../core/show/dependencySpots.ts';
import { fileSpots } from '../core/show/fileSpots.ts';
import { nodeLabel } from '../core/show/nodeLabel.ts';
import type { Slices } from '../core/slices.ts';
import type { FileLookup } from './fileLookup.ts';
import { planDocuments } from './planDocuments.ts';
import type { PlanParser } from './planParser.ts';
import type { PlanStore } from './planStore.ts';
import type { Stretches } from './stretches.ts';
import { inTurns } from './turn.ts';

export interface PlanLinksParts {
  readonly store: PlanStore;
  readonly parser: PlanParser;
  readonly lookup: FileLookup;
  readonly stretches: Stretches;
}

/** In plans: files that exist, at the line that is named, and the ids of dependencies. */
export function registerPlanLinks({ store, parser, lookup, stretches }: PlanLinksParts): vscode.Disposable {
  return vscode.languages.registerDocumentLinkProvider(planDocuments, {
    async provideDocumentLinks(document, token) {
      const entry = store.get(document.uri);
      if (entry?.kind !== 'plan') return undefined;
      const plan = await parser.ofDocument(entry.path, document);
      const isCancelled = (): boolean => token.isCancellationRequested;
      const links = await inTurns(linksOf(document, plan, lookup), { stretches, what: 'links' }, isCancelled);
      const found = links && (await Promise.all(links));
      return isCancelled() ? undefined : found?.flat();
    },
  });
}

function* linksOf(
  document: vscode.TextDocument,
  plan: Plan,
  lookup: FileLookup,
): Slices<readonly Promise<readonly vscode.DocumentLink[]>[]> {
  const links: Promise<readonly vscode.DocumentLink[]>[] = [];
  for (const line of new Set(linkedDependencies(plan.children).map(({ line: at }) => at))) {
    links.push(Promise.resolve(idLinks(document, plan, line)));
    yield;
  }
  const files = new Map<number, FileReference[]>();
  for (const file of namedFiles(plan.children)) files.set(file.line, [...(files.get(file.line) ?? []), file]);
  for (const [line, named] of files) {
    links.push(fileLinks(document, line, named, lookup));
    yield;
  }
  return links;
}

const namedFiles = gathering(({ files }) => files);
const linkedDependencies = gathering(({ dependsOn }) => dependsOn.filter(({ key }) => key !== undefined));

function idLinks(document: vscode.TextDocument, plan: Plan, line: number): vscode.DocumentLink[] {
  if (line >= document.lineCount) return [];
  return dependencySpots(plan, document.lineAt(line).text, line).flatMap(({ key, start, end }) => {
    const node = findNode(plan.children, key);
    if (!node) return [];
    const link = new vscode.DocumentLink(new vscode.Range(line, start, line, end), atLine(document.uri, node.line + 1));
    link.tooltip = nodeLabel(node);
    return [link];
  });
}

async function fileLinks(
  document: vscode.TextDocument,
  line: number,
  named: readonly FileReference[],
  lookup: FileLookup,
): Promise<vscode.DocumentLink[]> {
  if (line >= document.lineCount) return [];
  const editor = vscode.window.activeTextEditor;
  // A name that is being written is another one with every key.
  const typed = editor?.document === document && editor.selection.active.line === line;
  const spots = fileSpots(document.lineAt(line).text, named);
  const links = await Promise.all(
    spots.map(async ({ path, start, end, line: target }) => {
      const uri = await lookup.find(document.uri, path, !typed);
      if (!uri) return [];
      const range = new vscode.Range(line, start, line, end);
      return [new vscode.DocumentLink(range, target === undefined ? uri : atLine(uri, target))];
    }),
  );
  return links.flat();
}

/** @param line 1-based, as VS Code reads it in the fragment of a link */
export function atLine(uri: vscode.Uri, line: number): vscode.Uri {
  return uri.with({ fragment: `L${line}` });
}
