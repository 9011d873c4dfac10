import * as vscode from 'vscode';
import { contextKeys, views } from './contributions.ts';
import type { PlanStore } from './planStore.ts';

/** A search that is over sooner is not worth a word. */
const showAfterMs = 1000;

/** The bar over the view *Plans* while a search takes its time, and the button that stops it. */
export function registerSearchProgress(store: PlanStore): vscode.Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const setSearching = (searching: boolean): void => {
    void vscode.commands.executeCommand('setContext', contextKeys.searching, searching);
  };
  const follow = (done: Promise<void>): void => {
    clearTimeout(timer);
    const shown = setTimeout(() => {
      setSearching(true);
      void vscode.window.withProgress({ location: { viewId: views.plans } }, () => done.catch(() => undefined));
    }, showAfterMs);
    timer = shown;
    const end = (): void => {
      clearTimeout(shown);
      // Another search may have begun meanwhile.
      if (timer === shown) setSearching(false);
    };
    done.then(end, end);
  };
  const begins = store.onDidBeginSearch(follow);
  return new vscode.Disposable(() => {
    clearTimeout(timer);
    begins.dispose();
  });
}
