import * as vscode from 'vscode';
import type { Problem, ProblemSeverity } from '../core/model.ts';
import type { Slices } from '../core/slices.ts';
import { settings } from './contributions.ts';
import type { FileLookup } from './fileLookup.ts';
import { openDocument } from './openDocument.ts';
import type { PlanEntry } from './planEntry.ts';
import type { PlanStore } from './planStore.ts';
import type { Readiness } from './readiness.ts';
import type { Stretches } from './stretches.ts';
import { inTurns } from './turn.ts';

const severities: Readonly<Record<ProblemSeverity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** What evidence, the calendar and other files say of plans. */
type Told = Pick<Readiness, 'problemsOf' | 'onDidChangeProblems'>;

/** The rules stand in the parser's bundle, which is there as soon as a plan was read in the editor. */
type Rules = typeof import('../core/parse/parser.ts');

/** Behind the pause in which the store waits for more typing, so that a keystroke never pays for it. */
const pauseMs = 300;
/** Of thousands of plans. */
const mostAtOnce = 64;

export interface PlanProblemsParts {
  readonly store: PlanStore;
  readonly lookup: FileLookup;
  readonly readiness: Told;
  readonly stretches: Stretches;
}

/**
 * What is wrong with the plans, on its lines in the Problems panel: of every plan of the workspace, as it is in the
 * store. Gone with the file, or when a document is no plan any more.
 */
export class PlanProblems implements vscode.Disposable {
  readonly #store: PlanStore;
  readonly #lookup: FileLookup;
  readonly #readiness: Told;
  readonly #stretches: Stretches;
  readonly #shown = vscode.languages.createDiagnosticCollection();
  readonly #changed = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isDisposed = false;
  readonly #disposables: readonly { dispose(): unknown }[];

  constructor({ store, lookup, readiness, stretches }: PlanProblemsParts) {
    this.#store = store;
    this.#readiness = readiness;
    this.#lookup = lookup;
    this.#stretches = stretches;
    const again = ({ uri }: vscode.TextDocument): void => {
      if (store.get(uri)?.kind === 'plan') this.#soon([uri.toString()]);
    };
    this.#disposables = [
      this.#shown,
      store.onDidChange((keys) => this.#soon(keys)),
      readiness.onDidChangeProblems((keys) => this.#soon(keys)),
      // Hints stand in open documents only.
      vscode.workspace.onDidOpenTextDocument(again),
      vscode.workspace.onDidCloseTextDocument(again),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration(`${settings.section}.${settings.problemSeverity}`)) return;
        this.#soon(store.entries.map(({ uri }) => uri.toString()));
      }),
    ];
  }

  #soon(keys: Iterable<string>): void {
    for (const key of keys) this.#changed.add(key);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#show(), pauseMs);
  }

  async #show(): Promise<void> {
    const rules = await import('../core/parse/parser.ts');
    const part = { stretches: this.#stretches, what: 'problems' };
    await inTurns(this.#showing(rules), part, () => this.#isDisposed);
  }

  *#showing(rules: Rules): Slices<void> {
    while (this.#changed.size > 0) {
      const keys = [...this.#changed].slice(0, mostAtOnce);
      for (const key of keys) this.#changed.delete(key);
      // The rules go through the plans that the editor read itself first; what they find is kept with the plan.
      for (const key of keys) {
        const entry = this.#store.get(key);
        if (entry?.kind === 'plan' && !entry.summary.problems) yield* rules.findingProblems(entry.plan, []);
      }
      // Without a pause: what is shown is of the text that is there.
      const changes = keys.map((key): [vscode.Uri, vscode.Diagnostic[] | undefined] => {
        const entry = this.#store.get(key);
        return [vscode.Uri.parse(key), entry?.kind === 'plan' ? this.#diagnosticsOf(rules, entry) : undefined];
      });
      for (const key of keys) void this.#addMissing(rules, key);
      this.#shown.set(changes);
      yield;
    }
  }

  /** Files that are not there, on the lines of an open document: the disk is asked, so they come a moment later. */
  async #addMissing(rules: Rules, key: string): Promise<void> {
    const entry = this.#store.get(key);
    const document = entry && openDocument(entry.uri);
    const paths = entry?.kind === 'plan' && document ? rules.namedPaths(entry.plan) : [];
    if (entry?.kind !== 'plan' || !document || paths.length === 0) return;
    const found = await Promise.all(paths.map((path) => this.#lookup.find(entry.uri, path, false)));
    if (this.#store.get(key) !== entry || document.isClosed) return;
    const missing = new Set(paths.filter((_, index) => !found[index]));
    const problems = rules.missingFiles(entry.plan, missing, (line) => textOf(document, line));
    if (problems.length > 0) this.#shown.set(entry.uri, this.#diagnosticsOf(rules, entry, problems) ?? []);
  }

  /** @param more what is known of files that the plan names */
  #diagnosticsOf(rules: Rules, entry: PlanEntry, more: readonly Problem[] = []): vscode.Diagnostic[] | undefined {
    return diagnosticsOf(rules, entry, [...more, ...this.#readiness.problemsOf(entry.uri)]);
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
    for (const disposable of this.#disposables) disposable.dispose();
  }
}

/** @param more what is known beside its text */
function diagnosticsOf(rules: Rules, entry: PlanEntry, more: readonly Problem[]): vscode.Diagnostic[] | undefined {
  const document = openDocument(entry.uri);
  const problems = document ? problemsIn(rules, entry, document, more) : told(rules, entry, more);
  if (problems.length === 0) return undefined;
  const given = severitiesFor(entry.uri);
  return problems.flatMap((problem) => {
    const severity = given(problem);
    if (severity === 'off') return [];
    const range = rangeOf(problem, document);
    const diagnostic = new vscode.Diagnostic(range, problem.message, severities[severity]);
    diagnostic.source = 'Runsheet';
    diagnostic.code = problem.code;
    return [diagnostic];
  });
}

function told(rules: Rules, entry: PlanEntry, more: readonly Problem[]): readonly Problem[] {
  return [...(entry.summary.problems ?? rules.planProblems(entry.plan)), ...more];
}

/** The problems of the plan that an open document is, hints included. */
function problemsIn(
  { planProblems, unboxedTasks }: Pick<Rules, 'planProblems' | 'unboxedTasks'>,
  { plan }: PlanEntry,
  document: vscode.TextDocument,
  more: readonly Problem[] = [],
): readonly Problem[] {
  return planProblems(plan, [...unboxedTasks(plan, (line) => textOf(document, line)), ...more]);
}

function textOf(document: vscode.TextDocument, line: number): string | undefined {
  return line < document.lineCount ? document.lineAt(line).text : undefined;
}

function severitiesFor(uri: vscode.Uri): (problem: Problem) => ProblemSeverity | 'off' {
  const given = vscode.workspace.getConfiguration(settings.section, uri).get<unknown>(settings.problemSeverity);
  const byCode: ReadonlyMap<string, unknown> = new Map(Object.entries(given ?? {}));
  return ({ code, severity }) => {
    const wanted = byCode.get(code);
    return wanted === 'off' || isSeverity(wanted) ? wanted : severity;
  };
}

function isSeverity(value: unknown): value is ProblemSeverity {
  return typeof value === 'string' && Object.hasOwn(severities, value);
}

/** A problem of a whole line is underlined where the line has text. */
function rangeOf(
  { line, column, endLine, endColumn }: Problem,
  document: vscode.TextDocument | undefined,
): vscode.Range {
  const isWholeLine = column === 0 && endLine === line + 1 && endColumn === 0;
  if (!isWholeLine) return new vscode.Range(line, column, endLine, endColumn);
  if (!document || line >= document.lineCount) return new vscode.Range(line, 0, line, 1000);
  const { firstNonWhitespaceCharacterIndex, text } = document.lineAt(line);
  return new vscode.Range(line, firstNonWhitespaceCharacterIndex, line, text.length);
}
