/**
 * Collects the texts that the code shows, the `vscode.l10n.t('...')` of src/vscode, into l10n/bundle.l10n.json: what a
 * translation starts from.
 *
 *   node scripts/l10n.mjs [--check]
 *
 * With --check nothing is written, and a bundle that is not up to date is an error.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const bundle = path.join(root, 'l10n/bundle.l10n.json');
const source = path.join(root, 'src/vscode');

const texts = new Set();
for (const file of readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))) {
  const code = readFileSync(path.join(source, file), 'utf8');
  const calls = [...code.matchAll(/\bl10n\.t\(/g)].length;
  const literals = [...code.matchAll(/\bl10n\.t\(\s{0,99}'((?:[^'\\\n]|\\.)*)'/g)];
  if (calls !== literals.length)
    throw new Error(`${file}: l10n.t takes a text between single quotes, and nothing else first.`);
  for (const [, text = ''] of literals) texts.add(text.replace(/\\(.)/g, '$1'));
}
const wanted = `${JSON.stringify(Object.fromEntries([...texts].sort().map((text) => [text, text])), undefined, 2)}\n`;

if (!process.argv.includes('--check')) writeFileSync(bundle, wanted);
else if (readFileSync(bundle, 'utf8') !== wanted) {
  process.stderr.write('l10n/bundle.l10n.json is not up to date: run node scripts/l10n.mjs\n');
  process.exitCode = 1;
}
