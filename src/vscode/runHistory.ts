import * as vscode from 'vscode';
import { visibleText } from '../core/run/lane/visibleText.ts';
import type { RunRecord } from '../core/run/runRecord.ts';
import { outputScheme } from './contributions.ts';
import { resultIcon, resultText, whyUnknown } from './resultText.ts';
import type { RunPlaces } from './runPlaces.ts';
import type { RunArchive } from './runPorts.ts';

/**
 * *Show Run History* and *Show Last Output*: the runs of a plan, task or command, each as a read-only document. A bundle of
 * its own, loaded when somebody looks.
 */
export class RunHistoryView implements vscode.TextDocumentContentProvider {
  readonly #places: RunPlaces;
  readonly #archive: RunArchive;

  constructor(places: RunPlaces, archive: RunArchive) {
    this.#places = places;
    this.#archive = archive;
  }

  /** @param key of a task or of a runnable; without one, all runs of the plan */
  async choose(uri: vscode.Uri, key: string | undefined): Promise<void> {
    const records = await this.#records(uri, key);
    if (records.length === 0) {
      say(vscode.l10n.t('There is no run of it yet.'));
      return;
    }
    const items = records.map((record) => ({
      label: `$(${resultIcon(record)}) ${resultText(record)}`,
      description: visibleText(record.label ?? record.text.split('\n', 1)[0] ?? ''),
      detail: [
        new Date(record.startedAt).toLocaleString(),
        record.endedAt !== undefined && duration(record.endedAt - record.startedAt),
        record.folder,
        record.commit?.slice(0, 8),
        record.by,
      ]
        .filter(Boolean)
        .join(' · '),
      record,
    }));
    const placeHolder = vscode.l10n.t('Runs, newest first: choose one to see all of it');
    const picked = await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true });
    if (picked) await this.#show(uri, picked.record);
  }

  async showLast(uri: vscode.Uri, key: string | undefined): Promise<void> {
    const [last] = await this.#records(uri, key);
    if (last) await this.#show(uri, last);
    else say(vscode.l10n.t('There is no run of it yet.'));
  }

  async provideTextDocumentContent(shown: vscode.Uri): Promise<string> {
    const { uri, id } = JSON.parse(shown.query) as { readonly uri: string; readonly id: string };
    const plan = vscode.Uri.parse(uri);
    const record = (await this.#records(plan, undefined)).find((each) => each.id === id);
    const home = this.#places.homeOf(plan);
    if (!record || !home) return vscode.l10n.t('This run is not kept any more.');
    return report(record, await this.#archive.output(home.root, id));
  }

  async #records(uri: vscode.Uri, key: string | undefined): Promise<readonly RunRecord[]> {
    const home = this.#places.homeOf(uri);
    if (!home) return [];
    const filter = { plan: home.path, ...(key !== undefined && { key }) };
    return (await this.#archive.history(home.root, filter)).records;
  }

  async #show(uri: vscode.Uri, { id, startedAt, label, text }: RunRecord): Promise<void> {
    const words = (label ?? text.split('\n', 1)[0] ?? '')
      .replace(/[^\p{L}\p{N} .-]/gu, ' ')
      .trim()
      .slice(0, 40);
    const path = `${words || id} ${new Date(startedAt).toLocaleTimeString().replaceAll('/', '-')}`;
    const query = JSON.stringify({ uri: uri.toString(), id });
    const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: outputScheme, path, query }));
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
  }
}

/** A run as a text: what is known of it, the command, the end of its output. */
function report(record: RunRecord, output: string | undefined): string {
  const { startedAt, endedAt } = record;
  const rows: readonly (readonly [string, string | undefined])[] = [
    [vscode.l10n.t('Result'), resultText(record).split(' · ')[0]],
    [vscode.l10n.t('Plan'), `${record.plan}:${record.line}`],
    [vscode.l10n.t('Folder'), record.folder],
    [vscode.l10n.t('Started'), new Date(startedAt).toLocaleString()],
    [vscode.l10n.t('Took'), endedAt === undefined ? undefined : duration(endedAt - startedAt)],
    [vscode.l10n.t('Why'), whyUnknown(record)],
    [vscode.l10n.t('Known by'), record.endKnownBy],
    [vscode.l10n.t('Commit'), record.commit],
    [vscode.l10n.t('Run by'), record.by],
  ];
  const facts = rows.filter(([, value]) => value !== undefined).map(([name, value]) => `${name}: ${value ?? ''}`);
  const end = output === undefined ? whyNoOutput(record) : output.trim() === '' ? whyEmpty(record) : output;
  return [...facts, '', visibleText(record.text), '', vscode.l10n.t('Output'), '', visibleText(end), ''].join('\n');
}

/** A script says first what is run and where: where not even that is there, VS Code has lost it. */
function whyEmpty({ lane }: RunRecord): string {
  return lane === 'script'
    ? vscode.l10n.t(
        'VS Code did not tell what was written, as it happens where all comes in one moment. See the terminal.',
      )
    : vscode.l10n.t('Nothing, as far as the terminal tells.');
}

function whyNoOutput({ state, by, server }: RunRecord): string {
  if (state === 'running')
    return server === true
      ? vscode.l10n.t('It is running. Its terminal shows what it writes; the end of that is kept when it is stopped.')
      : vscode.l10n.t('It is running. The end of its output is kept when it has ended.');
  return by === 'command line'
    ? vscode.l10n.t('It is not kept: `runsheet run` gave the terminal to the command as it is.')
    : vscode.l10n.t(
        'It is not kept: only a terminal with shell integration tells what a command writes, and only to the window that started it.',
      );
}

/** `0.4 s`, `12 s`, `3 min 20 s`. */
function duration(ms: number): string {
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function say(sentence: string): void {
  void vscode.window.showInformationMessage(sentence);
}
