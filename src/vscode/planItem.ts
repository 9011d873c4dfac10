import * as vscode from 'vscode';
import type { PlanKind, PlanNode, Status } from '../core/model.ts';
import { formatEstimate } from '../core/show/formatEstimate.ts';
import { nodeLabel } from '../core/show/nodeLabel.ts';
import { progressOf } from '../core/show/progress.ts';
import { editorCommands, internalCommands } from './contributions.ts';
import { hasChildren } from './nodeRows.ts';
import { progressWords, roleWord, statusWord } from './planWords.ts';
import { childRows, type DocumentRow, type FileRow, type NodeRow, type PlanRow } from './planRow.ts';
import type { ShownResult } from './runResults.ts';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
const { Checked, Unchecked } = vscode.TreeItemCheckboxState;

export interface TreeState {
  /** There is no other top row. */
  readonly alone: boolean;
  /** The tree shows only some rows: all of them unfolded, and what is folded otherwise stays so. */
  readonly filtered: boolean;
}

/** How a row looks. `result`: the last run of what stands directly in the node. */
export function planItem(row: PlanRow, result: ShownResult | undefined, state: TreeState): vscode.TreeItem {
  const item = unfilteredItem(row, result, state.alone);
  if (!state.filtered || (row.kind !== 'document' && row.kind !== 'node')) return item;
  // VS Code remembers by the id what is folded.
  item.id = `${row.id}?filtered`;
  item.collapsibleState = hasChildren(row) ? Expanded : None;
  return item;
}

function unfilteredItem(row: PlanRow, result: ShownResult | undefined, alone: boolean): vscode.TreeItem {
  switch (row.kind) {
    case 'folder': {
      const item = new vscode.TreeItem(row.folder.name, Expanded);
      return Object.assign(item, { id: row.id, iconPath: new vscode.ThemeIcon('root-folder') });
    }
    case 'document':
      return documentItem(row, alone);
    case 'node':
      return nodeItem(row, result);
    case 'fileGroup': {
      const count = row.children.length;
      const possible = row.of === 'possible';
      const label = possible
        ? vscode.l10n.t('Possible plans ({0})', count)
        : vscode.l10n.t('Skipped files ({0})', count);
      const icon = new vscode.ThemeIcon(possible ? 'question' : 'warning');
      return Object.assign(new vscode.TreeItem(label, alone && possible ? Expanded : Collapsed), {
        id: row.id,
        iconPath: icon,
      });
    }
    case 'file':
      return fileItem(row);
  }
}

/** A click opens the file, without taking the focus from the tree. */
function fileItem({ id, entry }: FileRow): vscode.TreeItem {
  const { path, uri } = entry;
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : undefined;
  const about =
    entry.kind === 'skipped' ? [entry.reason] : entry.terms.map(({ points, reason }) => `${signed(points)}  ${reason}`);
  const tooltip = new vscode.MarkdownString().appendText(path);
  for (const line of about) tooltip.appendMarkdown('\n\n').appendText(line);
  const item = new vscode.TreeItem(entry.kind === 'skipped' ? path : path.slice(path.lastIndexOf('/') + 1), None);
  return Object.assign(item, {
    id,
    description: entry.kind === 'skipped' ? entry.reason : folder,
    tooltip,
    resourceUri: uri,
    accessibilityInformation: {
      label: spoken([
        path,
        entry.kind === 'skipped' ? vscode.l10n.t('skipped') : vscode.l10n.t('possible plan'),
        ...about,
      ]),
    },
    contextValue: entry.kind,
    ...(entry.kind === 'possible' && {
      iconPath: new vscode.ThemeIcon('markdown'),
      command: {
        command: editorCommands.open,
        title: vscode.l10n.t('Show'),
        arguments: [uri, { preserveFocus: true, preview: true }],
      },
    }),
  });
}

const signed = (points: number): string => (points > 0 ? `+${points}` : `${points}`);

function documentItem(row: DocumentRow, alone: boolean): vscode.TreeItem {
  const { summary, path } = row.entry;
  const item = new vscode.TreeItem(summary.title, !hasChildren(row) ? None : alone ? Expanded : Collapsed);
  item.id = row.id;
  item.description = [countText(summary), kindWord(summary.kind), path].filter(Boolean).join(' · ');
  item.iconPath = new vscode.ThemeIcon('checklist');
  item.tooltip = new vscode.MarkdownString().appendText(`${summary.title}\n${path}`);
  item.contextValue = 'document';
  item.command = showCommand(row, 0);
  item.accessibilityInformation = {
    label: spoken([summary.title, countWords(summary), kindWord(summary.kind), path]),
  };
  return item;
}

function nodeItem(row: NodeRow, result: ShownResult | undefined): vscode.TreeItem {
  const { node } = row;
  const item = new vscode.TreeItem(nodeLabel(node), hasChildren(row) ? collapsibleState(row) : None);
  item.id = row.id;
  item.description = describe(node, result, countText).filter(Boolean).join(' · ');
  item.iconPath = runIcon(result) ?? iconOf(node);
  item.tooltip = tooltipOf(node, result);
  if (node.type === 'task' && node.mark) item.checkboxState = node.status === 'done' ? Checked : Unchecked;
  const isOn = result?.state === 'running' || result?.state === 'started';
  item.contextValue = [node.type, node.mark ? 'box' : '', node.runnables.length > 0 ? 'run' : '', isOn ? 'on' : '']
    .filter(Boolean)
    .join(' ');
  item.command = showCommand(row, node.line);
  item.accessibilityInformation = {
    label: spoken([nodeLabel(node), statusWord(node.status), ...describe(node, result, countWords)]),
  };
  return item;
}

/** The line is looked up when the row is clicked: it may have moved since the row was made. */
function showCommand(row: DocumentRow | NodeRow, line: number): vscode.Command {
  return { command: internalCommands.show, title: vscode.l10n.t('Show'), arguments: [row, line] };
}

/**
 * A plan opens at its current work: of the sections beside each other only the first unfinished one is open, steps are
 * not. One open branch is also what VS Code draws reliably, see docs/decisions/0005-one-open-branch.md.
 */
function collapsibleState(row: NodeRow): vscode.TreeItemCollapsibleState {
  const siblings = row.parent ? childRows(row.parent) : [];
  return siblings.find((sibling) => sibling.kind === 'node' && isUnfinished(sibling.node)) === row
    ? Expanded
    : Collapsed;
}

function isUnfinished({ type, role, counts }: PlanNode): boolean {
  return type !== 'task' && role === 'work' && counts.work.done < counts.work.total;
}

type Counted = Pick<PlanNode, 'counts' | 'dropped'>;

/** `14/15, 1 dropped`: what is cancelled or skipped is in no total, and still said. */
function countText(counted: Counted): string {
  const count = progressOf(counted)?.count;
  return [count && `${count.done}/${count.total}`, droppedText(counted)].filter(Boolean).join(', ');
}

/** The same for a screen reader, which makes a date of `3/7`. */
function countWords(counted: Counted): string {
  const count = progressOf(counted)?.count;
  return spoken([count && progressWords(count.done, count.total), droppedText(counted)]);
}

function droppedText({ dropped }: Counted): string | undefined {
  return dropped > 0 ? vscode.l10n.t('{0} dropped', dropped) : undefined;
}

const spoken = (parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(', ');

function describe(
  node: PlanNode,
  result: ShownResult | undefined,
  progress: (counted: Counted) => string,
): readonly (string | undefined)[] {
  return [
    node.children.length > 0 ? progress(node) : undefined,
    node.estimate && formatEstimate(node.estimate),
    node.priority,
    node.optional ? vscode.l10n.t('optional') : undefined,
    roleWord(node.role),
    result?.text,
  ];
}

function tooltipOf(node: PlanNode, result: ShownResult | undefined): vscode.MarkdownString {
  const { owner, schedule, due, dependsOn, fields } = node;
  const lines: readonly (readonly [string, string | undefined])[] = [
    [vscode.l10n.t('Status'), statusWord(node.status)],
    [vscode.l10n.t('Owner'), owner],
    [vscode.l10n.t('Estimate'), node.estimate && formatEstimate(node.estimate)],
    [vscode.l10n.t('Scheduled'), schedule],
    [vscode.l10n.t('Due'), due],
    [vscode.l10n.t('Depends on'), dependsOn.map(({ text }) => text).join('; ')],
    [vscode.l10n.t('Last run'), [result?.text, result?.why].filter(Boolean).join('. ')],
    ...fields
      .filter(({ value }) => value !== owner && value !== due)
      .map(({ label, value }) => [label, value] as const),
  ];
  const tooltip = new vscode.MarkdownString().appendText(nodeLabel(node));
  for (const [label, value] of lines) if (value) tooltip.appendMarkdown('\n\n').appendText(`${label}: ${value}`);
  return tooltip;
}

/** A server is no work that gets done, so nothing turns. */
function runIcon(result: ShownResult | undefined): vscode.ThemeIcon | undefined {
  if (result?.state === 'started') return new vscode.ThemeIcon('server-process', new vscode.ThemeColor('charts.green'));
  return result?.state === 'running' ? new vscode.ThemeIcon('loading~spin') : undefined;
}

function iconOf({ type, status, runnables }: PlanNode): vscode.ThemeIcon {
  if (type === 'section') return new vscode.ThemeIcon('symbol-number');
  if (type === 'group') return new vscode.ThemeIcon(runnables.length > 0 ? 'terminal' : 'list-unordered');
  const [id, color] = statusIcons[status];
  return new vscode.ThemeIcon(id, color === undefined ? undefined : new vscode.ThemeColor(color));
}

const statusIcons: Readonly<Record<Status, readonly [id: string, color?: string]>> = {
  open: ['circle-large-outline'],
  done: ['pass-filled', 'testing.iconPassed'],
  doing: ['play-circle', 'charts.blue'],
  blocked: ['stop-circle', 'charts.orange'],
  failed: ['error', 'testing.iconFailed'],
  cancelled: ['circle-slash', 'disabledForeground'],
  skipped: ['debug-step-over', 'disabledForeground'],
  unboxed: ['circle-small', 'disabledForeground'],
};

function kindWord(kind: PlanKind): string | undefined {
  if (kind === 'handoff') return vscode.l10n.t('handoff');
  return kind === 'tracker' ? vscode.l10n.t('tracker') : undefined;
}
