import type { DocumentRow, FileGroupRow, FileRow, FolderRow, PlanRow } from './planRow.ts';
import type { PossibleEntry, SkippedEntry, StoreEntry } from './planEntry.ts';

/** The rows above the nodes that a tree had before, by their id. */
export type KnownRows = ReadonlyMap<string, FolderRow | FileGroupRow | FileRow>;

/** The rows over the nodes, in the order of the entries: documents, below folders where there are several, then the rest. */
export function topRows(
  entries: readonly StoreEntry[],
  documents: ReadonlyMap<string, DocumentRow>,
  before: KnownRows,
  severalFolders: boolean,
): readonly PlanRow[] {
  const rows: PlanRow[] = [];
  const folders = new Map<string, { row: FolderRow; children: PlanRow[] }>();
  const place = (entry: StoreEntry, row: PlanRow): void => {
    if (!severalFolders) {
      row.parent = undefined;
      rows.push(row);
      return;
    }
    const id = `folder:${entry.folder.uri.toString()}`;
    let group = folders.get(id);
    if (!group) {
      const known = before.get(id);
      const folderRow: FolderRow =
        known?.kind === 'folder'
          ? known
          : { kind: 'folder', id, folder: entry.folder, parent: undefined, children: [] };
      group = { row: folderRow, children: [] };
      folders.set(id, group);
      rows.push(folderRow);
    }
    row.parent = group.row;
    group.children.push(row);
  };
  const others: (PossibleEntry | SkippedEntry)[] = [];
  for (const entry of entries) {
    if (entry.kind !== 'plan') {
      others.push(entry);
      continue;
    }
    const row = documents.get(entry.uri.toString());
    if (row) place(entry, row);
  }
  for (const { row, children } of folders.values()) row.children = children;
  return [...rows, ...fileGroup('possible', others, before), ...fileGroup('skipped', others, before)];
}

function fileGroup(
  of: FileGroupRow['of'],
  others: readonly (PossibleEntry | SkippedEntry)[],
  before: KnownRows,
): readonly FileGroupRow[] {
  const entries = others.filter(({ kind }) => kind === of);
  if (entries.length === 0) return [];
  const known = before.get(of);
  const group: FileGroupRow =
    known?.kind === 'fileGroup' ? known : { kind: 'fileGroup', of, id: of, parent: undefined, children: [] };
  group.children = entries.map((entry) => {
    const id = `${of}:${entry.uri.toString()}`;
    const knownRow = before.get(id);
    const row: FileRow = knownRow?.kind === 'file' ? knownRow : { kind: 'file', id, entry, parent: group };
    row.entry = entry;
    row.parent = group;
    return row;
  });
  return [group];
}

/** What rows stand above the nodes, and in which order, to compare with an earlier one. */
export function listing(rows: readonly PlanRow[]): readonly string[] {
  const ids: string[] = [];
  const list = (row: PlanRow): void => {
    ids.push(row.id);
    if (row.kind === 'file') ids.push(row.entry.kind === 'skipped' ? row.entry.reason : '');
    if (row.kind !== 'folder' && row.kind !== 'fileGroup') return;
    row.children.forEach(list);
    ids.push('');
  };
  rows.forEach(list);
  return ids;
}
