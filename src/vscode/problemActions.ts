import * as vscode from 'vscode';
import type { Plan, Problem, Status } from '../core/model.ts';
import type { ProblemFix } from '../core/problems/problemFix.ts';
import type { TextEdit } from '../core/textEdit.ts';
import { type CommandId, commands, internalCommands } from './contributions.ts';
import type { FileLookup } from './fileLookup.ts';

/** The rules stand in the parser's bundle, which is there as soon as a plan was read in the editor. */
type Rules = typeof import('../core/parse/parser.ts');

interface ActionsGround {
  readonly document: vscode.TextDocument;
  /** Where the cursor is. */
  readonly start: vscode.Position;
  /** Ours, with a code. */
  readonly diagnostics: readonly vscode.Diagnostic[];
  /** Of the present text. */
  readonly plan: Plan;
  readonly lookup: FileLookup;
  /** What the configuration says that marks mean. */
  readonly marks: Readonly<Record<string, Status>>;
}

/** What the light bulb offers: fixes of the problems under the cursor, the best first, each once. */
export async function problemActions(ground: ActionsGround): Promise<vscode.CodeAction[]> {
  const { document, start, diagnostics, plan, marks } = ground;
  const rules = await import('../core/parse/parser.ts');
  const { version } = document;
  const lines = document.getText().split(/\r\n|\r|\n/);
  const meanings = (): ReturnType<Rules['markMeanings']> => rules.markMeanings(plan.path, lines, marks);
  const lineAt = (line: number): string | undefined => lines[line];
  const problems = rules.planProblems(plan, rules.unboxedTasks(plan, lineAt));
  const actions: vscode.CodeAction[] = [];
  for (const diagnostic of diagnostics) {
    const problem = problemOf(diagnostic, problems) ?? toldProblem(diagnostic);
    const fixes = rules.problemFixes(problem, { plan, lines, meanings });
    for (const [index, fix] of fixes.entries()) actions.push(fixAction(fix, document, diagnostic, index === 0));
    if (diagnostic.code === 'missing-file') actions.push(...(await otherFile(ground, diagnostic)));
    actions.push(...proofs(document, diagnostic));
    if (diagnostic.code === 'unfilled') actions.push(fillAction(document, diagnostic));
    if (diagnostic.severity !== vscode.DiagnosticSeverity.Hint) actions.push(acceptAction(document, diagnostic));
    actions.push(muteAction(document, lines, diagnostic));
  }
  const isGarbled = problems.some(({ code }) => code === 'garbled-text');
  if (isGarbled && !diagnostics.some(({ code }) => code === 'garbled-text'))
    for (const fix of rules.repairs(lines, start.line, start.character)) actions.push(fixAction(fix, document));
  if (document.version !== version) return [];
  return [...new Map(actions.map((action) => [`${action.title} ${codeOf(action.diagnostics?.[0])}`, action])).values()];
}

function codeOf(diagnostic: vscode.Diagnostic | undefined): string {
  return typeof diagnostic?.code === 'string' ? diagnostic.code : '';
}

/** Of several on a line the one at that place; those of a whole line are underlined where the line has text. */
function problemOf({ code, range: { start } }: vscode.Diagnostic, problems: readonly Problem[]): Problem | undefined {
  const there = problems.filter((problem) => problem.code === code && problem.line === start.line);
  return there.find(({ column }) => column === start.character) ?? there[0];
}

/** One that evidence, the calendar or other files tell stands on its line. */
function toldProblem(diagnostic: vscode.Diagnostic): Problem {
  const { message, range } = diagnostic;
  const { line } = range.start;
  return { code: codeOf(diagnostic), severity: 'warning', message, line, column: 0, endLine: line + 1, endColumn: 0 };
}

function fixAction(
  fix: ProblemFix,
  document: vscode.TextDocument,
  diagnostic?: vscode.Diagnostic,
  isPreferred = false,
): vscode.CodeAction {
  const action = new vscode.CodeAction(titleOf(fix), vscode.CodeActionKind.QuickFix);
  action.edit = editOf(document, fix.edits);
  if (diagnostic) action.diagnostics = [diagnostic];
  action.isPreferred = isPreferred;
  return action;
}

function editOf(document: vscode.TextDocument, edits: readonly TextEdit[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  const end = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  for (const { line, column, endLine, endColumn, newText } of edits)
    edit.replace(document.uri, new vscode.Range(line, column, endLine, endColumn), newText.replaceAll('\n', end));
  return edit;
}

/** The file of that name, where it stands now. */
async function otherFile(
  { document, lookup }: ActionsGround,
  diagnostic: vscode.Diagnostic,
): Promise<vscode.CodeAction[]> {
  const { range } = diagnostic;
  const written = /^(.*?)(?:(?::|#L)\d.*)?$/.exec(document.getText(range))?.[1] ?? '';
  const found = await lookup.find(document.uri, written.slice(written.lastIndexOf('/') + 1), true);
  if (!found || written === '' || !vscode.workspace.getWorkspaceFolder(found)) return [];
  const what = vscode.workspace.asRelativePath(found, false);
  const { start } = range;
  const edits = [
    {
      line: start.line,
      column: start.character,
      endLine: start.line,
      endColumn: start.character + written.length,
      newText: what,
    },
  ];
  return [fixAction({ kind: 'other-file', edits, what }, document, diagnostic, true)];
}

/** Nothing is edited before the value is given. */
function fillAction(document: vscode.TextDocument, diagnostic: vscode.Diagnostic): vscode.CodeAction {
  const written = document.getText(diagnostic.range);
  const title = vscode.l10n.t('Replace {0} by a Value...', written);
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { command: internalCommands.fillIn, title, arguments: [document.uri.toString(), written] };
  action.diagnostics = [diagnostic];
  action.isPreferred = true;
  return action;
}

/** What evidence contradicts is checked, or explained. */
function proofs({ uri }: vscode.TextDocument, diagnostic: vscode.Diagnostic): readonly vscode.CodeAction[] {
  const here = [uri.toString(), 'line', String(diagnostic.range.start.line)];
  switch (diagnostic.code) {
    case 'declared-gap':
      return [commandAction(vscode.l10n.t('Explain Readiness'), commands.explainReadiness, [uri], diagnostic)];
    case 'unproven-tick':
    case 'ticked-but-failing':
    case 'numbers-differ':
      return [commandAction(vscode.l10n.t('Check'), commands.check, here, diagnostic)];
    default:
      return [];
  }
}

/** Nothing is edited before the reason is given. */
function acceptAction({ uri }: vscode.TextDocument, diagnostic: vscode.Diagnostic): vscode.CodeAction {
  const { range, code } = diagnostic;
  const place = [uri.toString(), range.start.line, code];
  return commandAction(vscode.l10n.t('Accept with a Reason...'), internalCommands.acceptProblem, place, diagnostic);
}

function commandAction(
  title: string,
  command: CommandId,
  args: unknown[],
  diagnostic: vscode.Diagnostic,
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { command, title, arguments: args };
  action.diagnostics = [diagnostic];
  return action;
}

/** A comment at the end: problems of that kind are not looked for in this document any more. */
function muteAction(
  document: vscode.TextDocument,
  lines: readonly string[],
  diagnostic: vscode.Diagnostic,
): vscode.CodeAction {
  const code = codeOf(diagnostic);
  const action = new vscode.CodeAction(
    vscode.l10n.t('Turn {0} Off in This Document', code),
    vscode.CodeActionKind.QuickFix,
  );
  const last = lines.length - 1;
  const column = (lines[last] ?? '').length;
  const comment = `<!-- runsheet: ignore-problem ${code} -->`;
  const newText = column === 0 ? `\n${comment}\n` : `\n\n${comment}`;
  action.edit = editOf(document, [{ line: last, column, endLine: last, endColumn: column, newText }]);
  action.diagnostics = [diagnostic];
  return action;
}

/** Asks what `${...}` stands for, and writes it wherever the text of the document has it outside of code. */
export async function fillIn(uri: unknown, written: unknown): Promise<void> {
  if (typeof uri !== 'string' || typeof written !== 'string' || !/^[${]\{.{1,90}\}$/s.test(written)) return;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
  const value = await vscode.window.showInputBox({
    title: vscode.l10n.t('Replace {0}', written),
    prompt: vscode.l10n.t('Written wherever this document has it outside of code.'),
  });
  if (value === undefined || value.trim() === '') return;
  const { fillEdits, parsePlan } = await import('../core/parse/parser.ts');
  // The value took its time: the places are those of the text as it is now.
  const text = document.getText();
  const plan = parsePlan(vscode.workspace.asRelativePath(document.uri, false), text);
  await vscode.workspace.applyEdit(editOf(document, fillEdits(plan, text.split(/\r\n|\r|\n/), written, value)));
}

function titleOf({ kind, what = '' }: ProblemFix): string {
  switch (kind) {
    case 'tick':
      return vscode.l10n.t('Tick this box');
    case 'untick':
      return vscode.l10n.t('Untick this box');
    case 'untick-list':
      return vscode.l10n.t('Untick the boxes of this list');
    case 'repair-run':
      return vscode.l10n.t('Repair this text: "{0}"', what);
    case 'repair-line':
      return vscode.l10n.t('Repair the text of this line');
    case 'repair-file':
      return vscode.l10n.t('Repair the text of the whole file');
    case 'repair-box':
      return vscode.l10n.t('Repair this box');
    case 'add-box':
      return vscode.l10n.t('Add a checkbox');
    case 'add-all-boxes':
      return vscode.l10n.t('Add a checkbox to all {0} tasks without one', what);
    case 'close-fence':
      return vscode.l10n.t('Close the fence');
    case 'open-code':
      return vscode.l10n.t('Take this out of its code fence');
    case 'new-id':
      return vscode.l10n.t('Change the id to {0}', what);
    case 'other-name':
      return vscode.l10n.t('Change to {0}', what);
    case 'other-file':
      return vscode.l10n.t('Change to {0}', what);
    case 'drop-dependency':
      return vscode.l10n.t('Do not wait for {0}', what);
  }
}
