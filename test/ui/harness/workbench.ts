import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';

/**
 * A workbench and the hands to use it with. Locators wait by themselves; what is done returns when it is done, and
 * rejects after 15 s.
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
    await tab.waitFor();
    if ((await tab.getAttribute('aria-selected')) !== 'true' && !(await hasClass(tab, 'checked'))) await tab.click();
    await this.page
      .locator('.part.sidebar .composite.title')
      .filter({ hasText: new RegExp(name, 'i') })
      .waitFor();
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

  /** Clicks an inline action of a row, by the beginning of its name. */
  async clickInlineAction(rowText: string, action: string): Promise<void> {
    await this.treeRow(rowText).hover();
    await this.treeRow(rowText).locator(`.action-label[aria-label^="${action}"]`).first().click();
    await this.moveMouseAway();
  }

  /** Text that stands in a view without rows. */
  async welcomeText(): Promise<string> {
    return oneLine((await this.page.locator('.part.sidebar .welcome-view-content').allInnerTexts()).join(' '));
  }

  // --- editor ---

  /** Opens a file of the folder in the editor, by its path in the folder. */
  async openFile(file: string): Promise<void> {
    await this.page.keyboard.press('Control+P');
    await this.#pick(file, file.split('/').at(-1) ?? file);
    await this.page
      .locator('.part.editor .tab.active')
      .filter({ hasText: file.split('/').at(-1) ?? file })
      .waitFor();
    await this.page.locator('.part.editor .editor-instance .view-lines .view-line').first().waitFor();
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

  /** Text of the hover that the locator brings up. */
  async hoverText(over: Locator): Promise<string> {
    await over.hover();
    const hover = this.page.locator('.workbench-hover').first();
    await hover.waitFor();
    return oneLine(await hover.innerText());
  }

  /** Runs a command of the palette by its whole title, category included: "Runsheet: Refresh". */
  async runCommand(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.#pick(`>${title}`, title);
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

  /** Types into the open quick input and takes the row named `label`. */
  async #pick(typed: string, label: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input').first();
    await input.waitFor();
    await input.fill(typed);
    const row = this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: label }).first();
    await row.waitFor();
    await row.click();
  }
}

/** What is asked of an element in the page; the tests are compiled without the types of a browser. */
interface DrawnLine {
  readonly textContent: string;
  getBoundingClientRect(): { readonly top: number };
}

async function hasClass(locator: Locator, name: string): Promise<boolean> {
  return ((await locator.getAttribute('class')) ?? '').split(' ').includes(name);
}

function oneLine(text: string): string {
  return text.replace(/[\s\u00a0]+/g, ' ').trim();
}
