import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as vscode from 'vscode';
import type { RunsheetApi } from '../../src/vscode/runsheetApi.ts';

describe('activation', () => {
  it('Runsheet is there and becomes active', async () => {
    const extension = vscode.extensions.getExtension('runsheet.runsheet');
    assert.ok(extension, 'VS Code does not know runsheet.runsheet');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('holds the extension host for less than 50 ms', async () => {
    const api = (await vscode.extensions.getExtension('runsheet.runsheet')?.activate()) as RunsheetApi;
    // The benchmark reads the figure from here.
    const file = process.env['RUNSHEET_ACTIVATION_FILE'];
    if (file !== undefined) writeFileSync(file, `${api.activationMs}`);
    assert.ok(api.activationMs < 50, `${api.activationMs} ms`);
  });

  it('loads nothing of shifts: most windows have none', async () => {
    const api = (await vscode.extensions.getExtension('runsheet.runsheet')?.activate()) as RunsheetApi;
    assert.equal(api.shifts.isLoaded, false);
    const loaded = Object.keys(createRequire(__filename).cache);
    assert.ok(loaded.some((file) => file.endsWith('extension.js')));
    assert.deepEqual(
      loaded.filter((file) => /[\\/]dist[\\/]shift/.test(file)),
      [],
    );
  });

  it('every command that the manifest offers exists', async () => {
    const manifest = vscode.extensions.getExtension('runsheet.runsheet')?.packageJSON as {
      contributes?: { commands?: { command: string }[] };
    };
    const offered = (manifest.contributes?.commands ?? []).map(({ command }) => command);
    const known = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      offered.filter((command) => !known.has(command)),
      [],
    );
  });

  it('the tests run with their own settings and folder, trusted', () => {
    assert.equal(vscode.workspace.getConfiguration('files').get('autoSave'), 'off');
    assert.equal(vscode.workspace.workspaceFolders?.[0]?.name, 'workspace');
    assert.equal(vscode.workspace.isTrusted, true);
  });
});
