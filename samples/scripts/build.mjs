// Copies what runs into dist/ and writes a manifest with the size of each file.
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';

const root = new URL('../', import.meta.url);
const dist = new URL('dist/', root);

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
for (const part of ['src', 'data', 'package.json']) {
  cpSync(new URL(part, root), new URL(part, dist), { recursive: true });
}

const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
const files = readdirSync(new URL('src/', dist)).map((name) => `src/${name}`);
const sizes = Object.fromEntries(files.map((file) => [file, statSync(new URL(file, dist)).size]));
writeFileSync(new URL('manifest.json', dist), `${JSON.stringify({ version, sizes }, null, 2)}\n`);
process.stdout.write(`dist/ holds Tidebell ${version}, ${files.length} modules\n`);
