import type * as vscode from 'vscode';
import type { Placeholder, Runnable } from '../core/model.ts';
import { visibleText } from '../core/run/lane/visibleText.ts';
import { isSecretName } from '../core/run/placeholders.ts';
import type { RunPlaces } from './runPlaces.ts';
import type { RunArchive } from './runPorts.ts';
import type { RunQuestions } from './runQuestions.ts';

/** What a command leaves open: a placeholder, or a variable that nothing gives a value. */
export interface OpenName {
  readonly name: string;
  readonly secret: boolean;
}

/** The values of a plan's placeholders: asked once, remembered for the user; those of secrets for the window alone. */
export class RunValues {
  readonly #places: RunPlaces;
  readonly #archive: RunArchive;
  readonly #questions: RunQuestions;
  /** By document; what is asked again is taken from here, and from the archive. */
  readonly #secrets = new Map<string, Map<string, string>>();
  readonly #session = new Map<string, Map<string, string>>();

  constructor(places: RunPlaces, archive: RunArchive, questions: RunQuestions) {
    this.#places = places;
    this.#archive = archive;
    this.#questions = questions;
  }

  /** What is known of the values of a plan. */
  async of(uri: vscode.Uri): Promise<ReadonlyMap<string, string>> {
    const home = this.#places.homeOf(uri);
    const kept = home ? await this.#archive.values(home.root, home.path) : new Map<string, string>();
    return new Map([
      ...kept,
      ...(this.#session.get(uri.toString()) ?? []),
      ...(this.#secrets.get(uri.toString()) ?? []),
    ]);
  }

  /** Asks for each; false when the user gave up. */
  async ask(uri: vscode.Uri, names: readonly OpenName[], command: string): Promise<boolean> {
    const known = await this.of(uri);
    const given = new Map<string, string>();
    for (const { name, secret } of names) {
      const value = await this.#questions.askValue({
        name,
        secret,
        value: secret ? '' : (known.get(name) ?? ''),
        command: visibleText(command.split('\n', 1)[0] ?? ''),
      });
      if (value === undefined || value === '') return false;
      if (secret) this.#note(this.#secrets, uri, name, value);
      else given.set(name, value);
    }
    for (const [name, value] of given) this.#note(this.#session, uri, name, value);
    const home = this.#places.homeOf(uri);
    const placeholders = names.map(({ name, secret }): Placeholder => ({ name, text: name, secret }));
    if (home && given.size > 0) await this.#archive.rememberValues(home.root, home.path, given, placeholders);
    return true;
  }

  #note(values: Map<string, Map<string, string>>, uri: vscode.Uri, name: string, value: string): void {
    const own = values.get(uri.toString()) ?? new Map<string, string>();
    values.set(uri.toString(), own.set(name, value));
  }
}

/** What all commands of a plan leave open, each name once. */
export function openNames(runnables: readonly Runnable[]): readonly OpenName[] {
  const names = new Map<string, OpenName>();
  for (const { name, secret } of runnables.flatMap(({ placeholders }) => placeholders))
    names.set(name, { name, secret });
  return [...names.values()];
}

export const openVariable = (name: string): OpenName => ({ name, secret: isSecretName(name) });
