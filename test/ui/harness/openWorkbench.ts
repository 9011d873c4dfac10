import { copyFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../../scripts/host/installChromium.mjs';
import type { VsCodeVersion } from '../../../scripts/host/installVsCode.mjs';
import { installExtension, startServer } from '../../../scripts/host/startServer.mjs';
import { linkExtension, temporaryFolder, writeUserSettings } from '../../../scripts/host/userData.mjs';
import { themes, type Theme } from './themes.ts';
import { Workbench } from './workbench.ts';

/** The clone; UI tests are started from it. */
const root = process.cwd();

export interface Helper {
  readonly name: string;
  readonly main: string;
  readonly keybindings?: readonly { readonly key: string; readonly command: string }[];
}

export interface WorkbenchOptions {
  /** Copied into a temporary folder and opened there; relative to the clone. Absent: no folder is open. */
  readonly folder?: string;
  /** False: the folder opens in Restricted Mode. Default true. */
  readonly trusted?: boolean;
  readonly theme?: Theme;
  /** User settings on top of the quiet ones of the tests. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** `development` (default): what stands in dist. A path: that vsix, installed by VS Code. `none`: no Runsheet. */
  readonly extension?: 'development' | 'none' | (string & {});
  /** A second extension, by the file of its bundle; it is active in every folder, also in a restricted one. */
  readonly helper?: Helper;
  readonly version?: VsCodeVersion;
  readonly size?: { readonly width: number; readonly height: number };
}

const opened = new Set<Workbench>();

// What the workbench showed when a test failed is often the only trace of why: the machine it failed on may be gone.
afterEach(async function () {
  const error = this.currentTest?.err;
  if (!error) return;
  for (const workbench of opened) error.message += `\n${await workbench.whatIsShown()}`;
});

/** A real VS Code on a copy of `folder`; close it when the tests are done. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const { folder: temporary, remove } = temporaryFolder();
  const version = options.version ?? 'newest';
  const userDataDir = path.join(temporary, 'user-data');
  const extensionsDir = path.join(temporary, 'extensions');
  const folder = options.folder === undefined ? undefined : path.join(temporary, path.basename(options.folder));
  if (options.folder !== undefined && folder !== undefined) {
    cpSync(path.resolve(root, options.folder), folder, { recursive: true });
  }
  writeUserSettings(userDataDir, { 'workbench.colorTheme': themes[options.theme ?? 'dark'], ...options.settings });

  const extension = options.extension ?? 'development';
  mkdirSync(extensionsDir, { recursive: true });
  if (extension === 'development') linkExtension(root, extensionsDir);
  else if (extension !== 'none') {
    await installExtension({ version, vsix: path.resolve(root, extension), userDataDir, extensionsDir });
  }

  if (options.helper) installHelper(options.helper, extensionsDir);

  const server = await startServer({
    version,
    userDataDir,
    extensionsDir,
    trusted: options.trusted ?? true,
    driven: false,
  });
  let browser: Browser | undefined;
  try {
    browser = await launchChromium();
    const page = await browser.newPage({ viewport: options.size ?? { width: 1280, height: 800 } });
    page.setDefaultTimeout(30_000);
    await page.goto(server.address(folder));
    await page.locator('.monaco-workbench .part.statusbar .statusbar-item').first().waitFor();
    const browserOfPage = browser;
    const workbench = new Workbench(page, folder, async () => {
      opened.delete(workbench);
      await browserOfPage.close();
      await server.stop();
      remove();
    });
    opened.add(workbench);
    return workbench;
  } catch (error) {
    await browser?.close();
    await server.stop();
    remove();
    throw error;
  }
}

function installHelper({ name, main, keybindings = [] }: Helper, extensionsDir: string): void {
  const folder = path.join(extensionsDir, `runsheet-test.${name}-1.0.0`);
  mkdirSync(folder, { recursive: true });
  copyFileSync(path.resolve(root, main), path.join(folder, 'main.js'));
  const manifest = {
    name,
    publisher: 'runsheet-test',
    version: '1.0.0',
    engines: { vscode: '^1.100.0' },
    main: './main.js',
    activationEvents: ['onStartupFinished'],
    extensionKind: ['workspace'],
    capabilities: { untrustedWorkspaces: { supported: true } },
    contributes: { keybindings },
  };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
}
