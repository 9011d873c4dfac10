import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually.ts';

/**
 * A workbench and the hands to use it with. Locators wait by themselves; what is done returns when it is done, and
 * rejects after 30 s.
 */
export class Workbench {
  readonly page: Page;
  /** The temporary copy that is open. */
  readonly folder: string | undefined;
  readonly #close: () => Promise<void>;

  constructor(page: Page, folder: string | undefined, close: () => Promise<void>) {
    this.page = page;
    this.folder = folder;
    this.#close = close;
  }

  async close(): Promise<void> {
    await this.#close();
  }

  /** Text of a file of the open folder, as it is on disk now. */
  fileText(file: string): string {
    return readFileSync(path.join(this.folder ?? '', file), 'utf8');
  }

  // --- side bar ---

  /** Shows the view container whose icon has this name; does nothing when it is shown already. */
  async openViewContainer(name: string): Promise<void> {
    const tab = this.page.locator(`.part.activitybar .action-item:has(.action-label[aria-label^="${name}"])`).first();
    const title = this.page.locator('.part.sidebar .composite.title').filter({ hasText: new RegExp(name, 'i') });
    await tab.waitFor();
    await eventually(
      async () => {
        if (await title.isVisible()) return true;
        const isShown = (await tab.getAttribute('aria-selected')) === 'true' || (await hasClass(tab, 'checked'));
        if (!isShown) await tab.click();
        // A click on what a window that has just been loaded is about to show closes it again.
        return isShownSoon(title);
      },
      (isShown) => isShown,
    );
  }

  /** Gives a view of the container of Runsheet all its room: the others are closed to their headings. */
  async showOnlyView(wanted: 'Plans' | 'Readiness' | 'Shift'): Promise<void> {
    for (const name of ['Plans', 'Readiness', 'Shift']) {
      const heading = this.page.locator(`.part.sidebar .pane-header[aria-label^="${name}"]`).first();
      await heading.waitFor();
      const isOpen = (await heading.getAttribute('aria-expanded')) === 'true';
      if (isOpen !== (name === wanted)) await heading.locator('.title').click();
    }
    await this.moveMouseAway();
  }

  /** The first row of the side bar's trees that holds `text`. */
  treeRow(text: string): Locator {
    return this.page.locator('.part.sidebar .monaco-list-row').filter({ hasText: text }).first();
  }

  /** The rows that are drawn, each as one line of text. */
  async treeRows(): Promise<string[]> {
    const rows = await this.page.locator('.part.sidebar .monaco-list-row').allInnerTexts();
    return rows.map(oneLine);
  }

  /** Its state is `await checkbox.getAttribute('aria-checked')`. */
  checkbox(rowText: string): Locator {
    return this.treeRow(rowText).locator('.custom-view-tree-node-item-checkbox');
  }

  /** Opens or closes a row that has rows below it. */
  async toggleRow(rowText: string): Promise<void> {
    await this.treeRow(rowText).locator('.monaco-tl-twistie').click();
  }

  /** Opens a row, if it is not open already. */
  async expandRow(rowText: string): Promise<void> {
    const row = this.treeRow(rowText);
    await row.waitFor();
    if ((await row.getAttribute('aria-expanded')) === 'false') await this.toggleRow(rowText);
    await this.page
      .locator('.part.sidebar .monaco-list-row[aria-expanded="true"]')
      .filter({ hasText: rowText })
      .first()
      .waitFor();
  }

  /**
   * Waits until the side bar stays as it is. While VS Code draws rows anew, a click may hit another one, their menus and
   * boxes belong to none, and at the end the tree takes back the focus from what was opened meanwhile.
   */
  async treeSettled(): Promise<void> {
    await this.page.locator('.part.sidebar').evaluate(
      (sideBar, quietMs) =>
        new Promise<void>((resolve) => {
          const { MutationObserver } = globalThis as unknown as Observing;
          let timer = setTimeout(done, quietMs);
          const observer = new MutationObserver(() => {
            clearTimeout(timer);
            timer = setTimeout(done, quietMs);
          });
          function done(): void {
            observer.disconnect();
            resolve();
          }
          observer.observe(sideBar, { subtree: true, childList: true, attributes: true, characterData: true });
        }),
      settledMs,
    );
  }

  /** Clicks an inline action of a row, by the beginning of its name. */
  async clickInlineAction(rowText: string, action: string): Promise<void> {
    await this.treeSettled();
    await this.treeRow(rowText).hover();
    await this.treeRow(rowText).locator(`.action-label[aria-label^="${action}"]`).first().click();
    await this.moveMouseAway();
  }

  /** Chooses an entry of a row's context menu, by a part of its name. */
  async chooseInMenu(rowText: string, entry: string): Promise<void> {
    const item = this.page.locator('.monaco-menu .action-item').filter({ hasText: entry }).first();
    await this.treeSettled();
    await eventually(
      async () => {
        await this.treeRow(rowText).click({ button: 'right' });
        // A tree that is drawn anew takes its menu along.
        return isShownSoon(item);
      },
      (isShown) => isShown,
    );
    await item.hover();
    await this.page.locator('.monaco-menu .action-item.focused').filter({ hasText: entry }).waitFor();
    // A menu takes no click for a moment, lest the one that opened it chooses; a key it takes at once.
    await this.page.keyboard.press('Enter');
    await item.waitFor({ state: 'hidden' });
  }

  /** Text that stands in a view without rows. */
  async welcomeText(): Promise<string> {
    return oneLine((await this.page.locator('.part.sidebar .welcome-view-content').allInnerTexts()).join(' '));
  }

  // --- editor ---

  /** Opens a file of the folder in the editor, by its path in the folder. */
  async openFile(file: string): Promise<void> {
    await this.moveMouseAway();
    await this.#pick('Control+P', file, file.split('/').at(-1) ?? file);
    await this.page
      .locator('.part.editor .tab.active')
      .filter({ hasText: file.split('/').at(-1) ?? file })
      .waitFor();
    await this.page.locator('.part.editor .editor-instance .view-lines .view-line').first().waitFor();
  }

  /** Puts the cursor of the active editor on a line, 1-based. */
  async goToLine(line: number): Promise<void> {
    const input = this.page.locator('.quick-input-widget input').first();
    await this.page.keyboard.press('Control+G');
    // What is typed before the question is there would be written into the file.
    await input.waitFor();
    await input.fill(`:${line}`);
    // A key that comes before what is typed is understood would close the question, and the cursor stay where it is.
    await this.#focusedInPick(`line ${line}`).waitFor();
    await this.page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden' });
  }

  /** The quick fix with this title at the cursor, in the list that a key brings up. */
  async quickFix(title: string): Promise<Locator> {
    const row = this.page.locator('.action-widget .monaco-list-row').filter({ hasText: title }).first();
    await eventually(
      async () => {
        if (await row.isVisible()) return true;
        // Asked before the problem is known, the list has other fixes or none.
        await this.page.keyboard.press('Escape');
        await this.page.keyboard.press('Control+.');
        return isShownSoon(row);
      },
      (isShown) => isShown,
    );
    return row;
  }

  /** The lines of the active editor that are drawn. */
  async editorText(): Promise<string> {
    const lines = this.page.locator('.part.editor .editor-group-container.active .view-lines .view-line');
    const placed = await lines.evaluateAll((elements: readonly DrawnLine[]) =>
      elements.map((element) => ({
        top: element.getBoundingClientRect().top,
        text: element.textContent.replaceAll('\u00a0', ' '),
      })),
    );
    return placed
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => text)
      .join('\n');
  }

  /** The first lens on screen that holds `text`. */
  codeLens(text: string): Locator {
    return this.page.locator('.codelens-decoration a:visible').filter({ hasText: text }).first();
  }

  /** The first line of lenses on screen that holds `text`; results are no links. */
  lensText(text: string): Locator {
    return this.page.locator('.codelens-decoration:visible').filter({ hasText: text }).first();
  }

  // --- status bar, palette, questions ---

  /** `id` is `publisher.name.itemId`. */
  statusBarItem(id: string): Locator {
    return this.page.locator(`.part.statusbar .statusbar-item[id="${id}"] a`).first();
  }

  /** Rests the pointer on `over` until that brings up `shown`. */
  async pointAt(over: Locator, shown: Locator): Promise<void> {
    await eventually(
      async () => {
        // What comes up while the workbench draws anew what is pointed at goes again, and comes back only for a pointer
        // that moves; and what the pointer rested on before may still be up.
        await this.moveMouseAway();
        await shown.waitFor({ state: 'hidden' });
        await over.hover();
        return isShownSoon(shown);
      },
      (isShown) => isShown,
    );
  }

  /** Text of the hover that the locator brings up. */
  async hoverText(over: Locator): Promise<string> {
    const hover = this.page.locator('.workbench-hover:visible').first();
    let text = '';
    await eventually(
      async () => {
        await this.pointAt(over, hover);
        text = oneLine(await hover.innerText({ timeout: soonMs }).catch(() => ''));
        return text;
      },
      (found) => found !== '',
    );
    return text;
  }

  /** Runs a command of the palette by its whole title, category included: "Runsheet: Refresh". */
  async runCommand(title: string): Promise<void> {
    await this.#pick('F1', `>${title}`, title);
  }

  /** Types into the list of choices that a command brings up, by keyboard alone, and takes the row with this name. */
  async typeChoice(typed: string): Promise<void> {
    const { keyboard } = this.page;
    // A list that was closed before is still there, hidden.
    await this.page.locator('.quick-input-list .monaco-list-row:visible').first().waitFor();
    await this.page.locator('.quick-input-widget input:focus').waitFor();
    await keyboard.type(typed);
    await this.#focusedInPick(typed).waitFor();
    await keyboard.press('Enter');
  }

  /** Loads the window again, and returns when the new one is there. */
  async reloadWindow(): Promise<void> {
    // On a busy machine the new window may be there before the click that asks for it has returned.
    await Promise.all([this.page.waitForEvent('load'), this.runCommand('Developer: Reload Window')]);
  }

  /** The rows of the palette for what is typed: `labels('>Runsheet')`. Closes it again. */
  async paletteLabels(typed: string): Promise<string[]> {
    await this.page.keyboard.press('F1');
    await this.page.locator('.quick-input-widget input').first().fill(typed);
    const rows = this.page.locator('.quick-input-list .monaco-list-row .label-name');
    await rows.first().waitFor();
    const labels = await rows.allInnerTexts();
    await this.page.keyboard.press('Escape');
    return labels.map(oneLine);
  }

  /** A modal question. */
  dialog(): Locator {
    return this.page.locator('.monaco-dialog-box').first();
  }

  dialogButton(text: string): Locator {
    return this.dialog().locator('.monaco-button').filter({ hasText: text }).first();
  }

  /** Texts of the toasts that are shown and of what waits in the notification centre. */
  async notifications(): Promise<string[]> {
    await this.runCommand('Notifications: Show Notifications');
    const list = this.page.locator('.notifications-center .notification-list-item-message');
    await this.page.locator('.notifications-center.visible').waitFor();
    const texts = (await list.allInnerTexts()).map(oneLine);
    await this.page.keyboard.press('Escape');
    return texts;
  }

  /** What the visible terminal shows. */
  async terminalText(): Promise<string> {
    const rows = await this.page.locator('.terminal-wrapper.active .xterm-rows > div').allInnerTexts();
    return rows
      .map((row) => row.replaceAll('\u00a0', ' ').trimEnd())
      .join('\n')
      .trimEnd();
  }

  // --- pictures ---

  async closeSecondarySideBar(): Promise<void> {
    const bar = this.page.locator('.part.auxiliarybar');
    if (!(await bar.isVisible())) return;
    await this.page.keyboard.press('Control+Alt+B');
    await bar.waitFor({ state: 'hidden' });
  }

  /** Takes the pointer to where nothing reacts, so that no tooltip covers anything. */
  async moveMouseAway(): Promise<void> {
    await this.page.mouse.move(1, 1);
  }

  /** Leaves `out/screenshots/NAME.png` and returns its path. */
  async screenshot(name: string): Promise<string> {
    await this.closeSecondarySideBar();
    await this.moveMouseAway();
    const file = path.resolve('out', 'screenshots', `${name}.png`);
    mkdirSync(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
    return file;
  }

  /** What stands in front of somebody who looks at the window now: for the message of a test that failed. */
  async whatIsShown(): Promise<string> {
    const places = {
      dialog: '.monaco-dialog-box:visible',
      question: '.quick-input-widget:visible',
      menu: '.monaco-menu:visible',
      toasts: '.notifications-toasts:visible',
      tabs: '.part.editor .tabs-container:visible',
      'status bar': '.part.statusbar:visible',
      'side bar': '.part.sidebar:visible',
      focus: ':focus',
      'focused row': '.monaco-list-row.focused:visible',
    };
    const texts = await Promise.all(
      Object.entries(places).map(async ([name, selector]) => {
        const shown = this.page.locator(selector);
        const found = (await shown.allInnerTexts().catch(() => [])).map(oneLine);
        return found.length === 0 ? [] : [`  ${name}: ${found.join(' | ').slice(0, mostOfPlace)}`];
      }),
    );
    return texts.flat().join('\n');
  }

  /** The row that Enter would take. */
  #focusedInPick(text: string): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row.focused:visible').filter({ hasText: text });
  }

  /** Opens a quick input by its key, types into it and takes the row named `label`. */
  async #pick(key: string, typed: string, label: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input').first();
    const whole = this.page.locator('.label-name').filter({ hasText: wholeText(label) });
    const row = this.page.locator('.quick-input-list .monaco-list-row').filter({ has: whole }).first();
    await eventually(
      async () => {
        await this.page.keyboard.press(key);
        // One that is just closing takes what is typed along.
        return (await isShownSoon(input)) && (await fillSoon(input, typed)) && (await isShownSoon(row));
      },
      (isShown) => isShown,
    );
    await row.click();
  }
}

const wholeText = (text: string): RegExp => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);

/** Characters of what one place shows that stand in a message. */
const mostOfPlace = 400;

/** What a busy workbench takes for what usually comes at once. */
const soonMs = 3000;

/** How long nothing changes in a tree that is drawn. */
const settledMs = 800;

const isShownSoon = (what: Locator): Promise<boolean> =>
  what.waitFor({ timeout: soonMs }).then(
    () => true,
    () => false,
  );

const fillSoon = (input: Locator, text: string): Promise<boolean> =>
  input.fill(text, { timeout: soonMs }).then(
    () => true,
    () => false,
  );

/** What is asked of an element in the page; the tests are compiled without the types of a browser. */
interface DrawnLine {
  readonly textContent: string;
  getBoundingClientRect(): { readonly top: number };
}

interface Observing {
  readonly MutationObserver: new (changed: () => void) => {
    observe(element: unknown, what: Readonly<Record<string, boolean>>): void;
    disconnect(): void;
  };
}

async function hasClass(locator: Locator, name: string): Promise<boolean> {
  return ((await locator.getAttribute('class')) ?? '').split(' ').includes(name);
}

function oneLine(text: string): string {
  return text.replace(/[\s\u00a0]+/g, ' ').trim();
}
