import * as vscode from 'vscode';
import type { Directive } from '../core/model.ts';
import { directiveEdit, withoutDirective } from '../core/readiness/directiveEdit.ts';
import { readExpectation } from '../core/readiness/expectation.ts';
import { changeLine, seeLine, type SeenLine } from './planLine.ts';

/** What proves a criterion from now on, as its comments say it. */
export interface ChosenCheck {
  /** A command, an address, `file:PATH`, `service:NAME`, or `person`. */
  readonly check: string;
  /** `>= 18`; absent where the check has the usual end. */
  readonly expect?: string;
}

/** Writes what proves a criterion behind its line. False where it was not written: the user was told why. */
export async function writeCheck(uri: vscode.Uri, seen: SeenLine, { check, expect }: ChosenCheck): Promise<boolean> {
  const line = await changeLine(uri, seen, (text) => {
    // What was expected of another check is not expected of this one.
    const checked = withDirective(withoutDirective(text, 'expect'), 'check', check);
    return expect === undefined || checked === undefined ? checked : withDirective(checked, 'expect', expect);
  });
  return line !== undefined;
}

/** Writes a comment for Runsheet behind a line. False where it was not written: the user was told why. */
export async function writeDirective(
  uri: vscode.Uri,
  seen: SeenLine,
  name: Directive['name'],
  value: string,
): Promise<boolean> {
  return (await changeLine(uri, seen, (text) => withDirective(text, name, value))) !== undefined;
}

function withDirective(text: string, name: Directive['name'], value: string): string | undefined {
  const edit = directiveEdit(text, 0, name, value);
  return edit && text.slice(0, edit.column) + edit.newText + text.slice(edit.endColumn);
}

/** *Set Check...*: what proves a criterion; undefined where the user gave up. */
export async function askForCheck(title: string, present: string | undefined): Promise<ChosenCheck | undefined> {
  const kinds = [
    { label: vscode.l10n.t('A command'), prefix: '', description: 'npm test' },
    { label: vscode.l10n.t('A number that a command prints'), prefix: '', description: 'node --version  >= 20' },
    { label: vscode.l10n.t('An address that answers'), prefix: '', description: 'http://localhost:3000/health' },
    { label: vscode.l10n.t('A file that exists'), prefix: 'file:', description: 'docs/runbook.md' },
    { label: vscode.l10n.t('A service that runs'), prefix: 'service:', description: 'redis' },
    { label: vscode.l10n.t('The word of a person'), prefix: undefined, description: '' },
  ];
  const kind = await vscode.window.showQuickPick(kinds, { title, placeHolder: vscode.l10n.t('What proves it?') });
  if (!kind) return undefined;
  if (kind.prefix === undefined) return { check: 'person' };
  const ofCommand = kind === kinds[0] || kind === kinds[1];
  const text = await vscode.window.showInputBox({
    title,
    prompt: kind.label,
    placeHolder: kind.description.split('  ')[0] ?? '',
    ignoreFocusOut: true,
    ...(present !== undefined && ofCommand && { value: present }),
    validateInput: (value) => commentSigns(value),
  });
  if (text === undefined || text.trim() === '') return undefined;
  const check = `${kind.prefix}${text.trim()}`;
  if (kind !== kinds[1]) return { check };
  const bound = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('What the first number that it prints has to be: >= 18, > 0, <= 200, < 1, = 0'),
    value: '>= ',
    valueSelection: [3, 3],
    ignoreFocusOut: true,
    validateInput: (value) =>
      readExpectation(value)?.kind === 'number' ? undefined : vscode.l10n.t('A sign and a number, such as >= 18.'),
  });
  return bound === undefined || readExpectation(bound)?.kind !== 'number' ? undefined : { check, expect: bound.trim() };
}

/** Which end of a command such as grep is the good one; undefined where the user gave up. */
export async function askForExpectation(title: string, command: string): Promise<string | undefined> {
  const choices = [
    { label: vscode.l10n.t('It finds nothing: exit code 1'), value: 'exit=1' },
    { label: vscode.l10n.t('It finds something: exit code 0'), value: 'exit=0' },
    { label: vscode.l10n.t('It prints nothing'), value: 'silent' },
  ];
  const placeHolder = vscode.l10n.t('When is "{0}" good? The answer is kept in the plan.', command.slice(0, 120));
  return (await vscode.window.showQuickPick(choices, { title, placeHolder, ignoreFocusOut: true }))?.value;
}

/**
 * *Accept with a Reason...*: written behind the line of the problem, or above it where that is code; it then blocks
 * nothing and is shown as accepted.
 */
export async function acceptProblem(uri: unknown, line: unknown, code: unknown): Promise<boolean> {
  if (typeof uri !== 'string' || typeof line !== 'number' || typeof code !== 'string') return false;
  const plan = vscode.Uri.parse(uri);
  const seen = await seeLine(plan, line);
  const reason = (await askForReason(code))?.trim();
  if (!seen || reason === undefined || reason === '') return false;
  const { parsePlan } = await import('../core/parse/parser.ts');
  const value = `${code}: ${reason}`;
  const written = await changeLine(plan, seen, (text, at, all) => {
    const behind = withDirective(text, 'accept', value);
    const comment = withDirective('', 'accept', value)?.trim();
    const indent = /^[\t >]{0,40}/.exec(text)?.[0] ?? '';
    const above = comment === undefined ? undefined : `${indent}${comment}\n${text}`;
    const isFence = /^[\t >]{0,40}(?:`{3}|~{3})/.test(text);
    // Only what is read again as accepting it is written.
    return (isFence ? [above] : [behind, above]).find((next) => {
      const now = next === undefined ? undefined : [...all.slice(0, at), next, ...all.slice(at + 1)].join('\n');
      return now !== undefined && accepts(parsePlan('', now).directives ?? [], value, at);
    });
  });
  return written !== undefined;
}

function accepts(directives: readonly Directive[], value: string, line: number): boolean {
  return directives.some((one) => one.name === 'accept' && one.value === value && one.line === line);
}

function askForReason(code: string): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Accept {0} with a reason', code),
    prompt: vscode.l10n.t('Why it is no contradiction here. The reason is kept in the plan.'),
    ignoreFocusOut: true,
    validateInput: (text) => commentSigns(text),
  });
}

function commentSigns(text: string): string | undefined {
  return /-->|<!--/.test(text) ? vscode.l10n.t('Without the signs of a comment.') : undefined;
}
