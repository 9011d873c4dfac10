/**
 * Packages the extension: `node scripts/package.mjs` writes out/runsheet.vsix. The bundles are minified and carry their
 * libraries inside, so the package needs no node_modules.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const vsix = path.join(root, 'out', 'runsheet.vsix');
mkdirSync(path.dirname(vsix), { recursive: true });
execFileSync(
  process.execPath,
  [
    path.join(root, 'node_modules', '@vscode', 'vsce', 'vsce'),
    'package',
    '--no-dependencies',
    '--no-rewrite-relative-links',
    '--allow-missing-repository',
    '--out',
    vsix,
  ],
  { cwd: root, stdio: 'inherit' },
);
