import * as vscode from 'vscode';

/** A line of a plan as it was when somebody was asked about it. */
export interface SeenLine {
  /** 0-based. */
  readonly line: number;
  readonly text: string;
}

/** So far a line is looked for that moved while somebody was asked. */
const farthest = 2000;

/** Remembers a line before a question, for `changeLine` behind it; undefined where the document has no such line. */
export async function seeLine(uri: vscode.Uri, line: number): Promise<SeenLine | undefined> {
  const document = await vscode.workspace.openTextDocument(uri);
  return line < document.lineCount ? { line, text: document.lineAt(line).text } : undefined;
}

/**
 * Gives a line that was seen before a question another text, wherever it stands by now, as one edit that can be undone; a
 * document without other changes is saved. Undefined where it was not written: the user was told why.
 *
 * @param change gives the new text of the line, which may be several lines; undefined where there is none
 * @returns where the line stands now, 0-based
 */
export async function changeLine(
  uri: vscode.Uri,
  seen: SeenLine,
  change: (text: string, line: number, all: readonly string[]) => string | undefined,
): Promise<number | undefined> {
  const document = await vscode.workspace.openTextDocument(uri);
  const wasDirty = document.isDirty;
  // No await between the look and the edit: it would hit another line.
  const all = document.getText().split(/\r\n|\n|\r/);
  const line = presentLine(all, seen);
  if (line === undefined) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('Nothing was written: line {0} was changed in the meantime. Try it again.', seen.line + 1),
    );
    return undefined;
  }
  const text = change(seen.text, line, all);
  if (text === undefined) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('Nothing was written: on one line, without the signs of a comment, it could be read again.'),
    );
    return undefined;
  }
  const edit = new vscode.WorkspaceEdit();
  const end = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const from = sameUntil(seen.text, text);
  const newText = text.slice(from).replaceAll('\n', end);
  edit.replace(uri, new vscode.Range(line, from, line, seen.text.length), newText);
  if (!(await vscode.workspace.applyEdit(edit))) {
    void vscode.window.showWarningMessage(vscode.l10n.t('Nothing was written: the plan could not be changed.'));
    return undefined;
  }
  if (!wasDirty && !document.isUntitled) await document.save();
  return line;
}

function sameUntil(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}

/** The nearest line with that text. */
function presentLine(all: readonly string[], { line, text }: SeenLine): number | undefined {
  for (let distance = 0; distance <= farthest; distance++) {
    if (all[line - distance] === text) return line - distance;
    if (all[line + distance] === text) return line + distance;
  }
  return undefined;
}
