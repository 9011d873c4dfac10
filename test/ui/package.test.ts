import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { promisify } from 'node:util';
import yauzl from 'yauzl';
import { eventually } from './harness/eventually.ts';
import { openWorkbench } from './harness/openWorkbench.ts';

/** Made by `npm run package`, which `npm test` and `npm run test:ui` run before. */
const vsix = 'out/runsheet.vsix';

async function filesOf(file: string): Promise<string[]> {
  const zip = await promisify<string, yauzl.Options, yauzl.ZipFile>(yauzl.open)(file, { lazyEntries: false });
  return new Promise((resolve, reject) => {
    const names: string[] = [];
    zip.on('entry', (entry: yauzl.Entry) => names.push(entry.fileName));
    zip.on('end', () => resolve(names.sort()));
    zip.on('error', reject);
  });
}

describe('the package', () => {
  it('holds what the extension needs and nothing else', async () => {
    const files = await filesOf(vsix);
    for (const needed of [
      'package.json',
      'package.nls.json',
      'readme.md',
      'changelog.md',
      'LICENSE.txt',
      'dist/extension.js',
      'dist/parser.js',
      'dist/cli.js',
      'media/activity.svg',
      'media/icon.png',
    ]) {
      assert.ok(files.includes(`extension/${needed}`), `${needed} is missing in ${files.join(', ')}`);
    }
    const allowed =
      /^(?:extension\/(?:dist\/[\w.-]+\.js|media\/[\w.-]+\.(?:svg|png|css)|schemas\/[\w.-]+\.json|syntaxes\/[\w.-]+\.json|l10n\/[\w.-]+\.json|package(?:\.nls)?\.json|readme\.md|changelog\.md|LICENSE\.txt)|extension\.vsixmanifest|\[Content_Types\]\.xml)$/;
    assert.deepEqual(
      files.filter((name) => !allowed.test(name)),
      [],
    );
  });

  it('is small: 600 KB at most', () => {
    const { size } = statSync(vsix);
    assert.ok(size <= 600 * 1024, `${size} bytes`);
  });

  it('works when it is installed', async () => {
    const workbench = await openWorkbench({ folder: 'samples', extension: vsix });
    try {
      await workbench.openViewContainer('Runsheet');
      const rows = await eventually(
        () => workbench.treeRows(),
        (found) => found.length >= 8 && found.some((row) => row.includes('Tidebell rollout workflow')),
      );
      // One plan found before the others does not open and push them away.
      assert.equal(rows.filter((row) => row.startsWith('Stage')).length, 0, rows.join('\n'));
    } finally {
      await workbench.close();
    }
  });
});
