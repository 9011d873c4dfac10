import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { NewFolders } from '../../../src/node/newFolders.ts';

const onLinux = process.platform === 'linux';

describe('folders that came with the folder they are in', () => {
  let root: string;
  let told: Map<string, boolean>;
  let folders: NewFolders;
  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'runsheet-new-'));
    told = new Map();
    folders = new NewFolders((file, isThere) => told.set(path.relative(root, file), isThere));
  });
  afterEach(() => {
    folders.dispose();
    rmSync(root, { recursive: true, force: true });
  });

  const isTold = async (file: string, isThere: boolean): Promise<void> => {
    const deadline = Date.now() + 20_000;
    while (told.get(file) !== isThere && Date.now() < deadline) await delay(10);
    // Elsewhere the system watches whole trees, and nothing is told here.
    assert.equal(told.get(file), onLinux ? isThere : undefined);
  };

  /** What is written before somebody watches is found by a search, of which the editor thinks; here it is written again. */
  const written = async (file: string): Promise<void> => {
    const deadline = Date.now() + 20_000;
    for (let at = 0; onLinux && told.get(file) !== true && Date.now() < deadline; at++) {
      writeFileSync(path.join(root, file), `# Plan ${at}\n`);
      await delay(20);
    }
    await isTold(file, true);
  };

  it('are watched, however deep', async () => {
    mkdirSync(path.join(root, 'docs/plans/harbour'), { recursive: true });
    await folders.add(path.join(root, 'docs'));
    writeFileSync(path.join(root, 'docs/plans/harbour/PLAN.md'), '# Plan\n');
    await isTold('docs/plans/harbour/PLAN.md', true);
    rmSync(path.join(root, 'docs/plans/harbour/PLAN.md'));
    await isTold('docs/plans/harbour/PLAN.md', false);
  });

  it('are watched no longer when the editor tells of a file in them, which those around and below them still are', async () => {
    mkdirSync(path.join(root, 'docs/plans/harbour'), { recursive: true });
    await folders.add(path.join(root, 'docs'));
    folders.heard(path.join(root, 'docs/plans/PLAN.md'));
    writeFileSync(path.join(root, 'docs/plans/PLAN.md'), '# Plan\n');
    writeFileSync(path.join(root, 'docs/plans/harbour/PLAN.md'), '# Plan\n');
    await isTold('docs/plans/harbour/PLAN.md', true);
    assert.equal(told.has('docs/plans/PLAN.md'), false);
  });

  it('are watched when they are made later', async () => {
    mkdirSync(path.join(root, 'docs/plans'), { recursive: true });
    await folders.add(path.join(root, 'docs'));
    mkdirSync(path.join(root, 'docs/plans/later'));
    await isTold('docs/plans/later', true);
    await written('docs/plans/later/PLAN.md');
  });

  it('are watched again when others take their place', async () => {
    mkdirSync(path.join(root, 'docs/plans/plans'), { recursive: true });
    await folders.add(path.join(root, 'docs'));
    for (const round of [1, 2]) {
      rmSync(path.join(root, 'docs/plans'), { recursive: true });
      mkdirSync(path.join(root, 'docs/plans/plans'), { recursive: true });
      for (const plan of [`docs/plans/PLAN-${round}.md`, `docs/plans/plans/PLAN-${round}.md`]) await written(plan);
    }
  });

  it('tell nothing of the folder itself, which the editor watches, nor of packages and repositories', async () => {
    for (const folder of ['docs/node_modules/lib', 'docs/.git/refs', 'docs/plans'])
      mkdirSync(path.join(root, folder), { recursive: true });
    await folders.add(path.join(root, 'docs'));
    for (const file of ['docs/a.md', 'docs/node_modules/lib/b.md', 'docs/.git/refs/c', 'docs/plans/last.md'])
      writeFileSync(path.join(root, file), '');
    await isTold('docs/plans/last.md', true);
    assert.deepEqual([...told.keys()], onLinux ? ['docs/plans/last.md'] : []);
  });

  it('are left alone when nobody watches any more, and files are no folders', async () => {
    mkdirSync(path.join(root, 'docs/plans'), { recursive: true });
    writeFileSync(path.join(root, 'Makefile'), '');
    await folders.add(path.join(root, 'Makefile'));
    await folders.add(path.join(root, 'missing'));
    await folders.add(path.join(root, 'docs'));
    folders.dispose();
    writeFileSync(path.join(root, 'docs/plans/PLAN.md'), '');
    await delay(50);
    assert.deepEqual([...told.keys()], []);
  });
});
