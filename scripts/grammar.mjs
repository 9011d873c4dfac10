/**
 * Tests the injected grammars on test/grammar: every token that the files name has to have, or not to have, its scope. Then
 * looks at the themes that come with VS Code: in each of them every scope of ours has to have a colour.
 *
 *   node scripts/grammar.mjs
 *
 * The markdown that they are injected into is the one of the VS Code that the host tests run in, as it is on no registry
 * of its own.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import jsonc from 'jsonc-parser';
import { installVsCode } from './host/installVsCode.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const { folder } = await installVsCode('newest');

const theirs = [
  'markdown-basics/syntaxes/markdown.tmLanguage.json',
  'shellscript/syntaxes/shell-unix-bash.tmLanguage.json',
  'python/syntaxes/MagicPython.tmLanguage.json',
  'html/syntaxes/html.tmLanguage.json',
  'html/syntaxes/html-derivative.tmLanguage.json',
].map((file) => path.join(folder, 'extensions', file));

const runner = path.join(root, 'node_modules/vscode-tmgrammar-test/dist/unit.js');
const grammars = theirs.flatMap((file) => ['--grammar', file]);
const { status, stdout, stderr } = spawnSync(
  process.execPath,
  [runner, '--config', 'package.json', ...grammars, 'test/grammar/*.md'],
  { cwd: root, encoding: 'utf8' },
);
// Markdown embeds fifty languages more than these tests are about.
const said = `${stdout}${stderr}`.split('\n').filter((line) => !line.startsWith('grammar not found'));
process.stdout.write(said.join('\n'));

const plain = readdirSync(path.join(folder, 'extensions'))
  .filter((name) => name.startsWith('theme-'))
  .flatMap((name) => plainScopes(path.join(folder, 'extensions', name)));
process.stdout.write(`${plain.length === 0 ? 'Every scope has a colour in every theme.' : plain.join('\n')}\n`);
process.exitCode = plain.length > 0 ? 1 : (status ?? 1);

/**
 * The scopes that look like plain text in a theme of an extension, `THEME: SCOPE`.
 *
 * @param {string} extension its folder
 */
function plainScopes(extension) {
  const { contributes } = JSON.parse(readFileSync(path.join(extension, 'package.json'), 'utf8'));
  const scopes = readdirSync(path.join(root, 'syntaxes')).flatMap((file) => {
    const text = readFileSync(path.join(root, 'syntaxes', file), 'utf8');
    return [...text.matchAll(/"name": "([a-z. -]+\.runsheet)"/g)].map(([, names = '']) => names);
  });
  return (contributes.themes ?? []).flatMap((/** @type {{ path: string }} */ theme) => {
    const file = path.join(extension, theme.path);
    const { colours, plain } = readTheme(file);
    // What no theme has a colour for, and needs none.
    const wanted = [...new Set(scopes)].filter((names) => !names.startsWith('meta.'));
    return wanted
      .filter((names) => {
        const found = names.split(' ').flatMap((name) => colourOf(name, colours) ?? []);
        return found.length === 0 || found.at(-1) === plain;
      })
      .map((names) => `${path.basename(file)}: ${names}`);
  });
}

/**
 * @param {string} file
 * @returns {{ colours: Map<string, string>, plain: string | undefined }} colours by scope
 */
function readTheme(file) {
  const theme = jsonc.parse(readFileSync(file, 'utf8'));
  const below = theme.include ? readTheme(path.join(path.dirname(file), theme.include)) : undefined;
  const colours = new Map(below?.colours);
  let plain = theme.colors?.['editor.foreground'] ?? below?.plain;
  for (const { scope, settings } of Array.isArray(theme.tokenColors) ? theme.tokenColors : []) {
    if (!settings?.foreground) continue;
    if (!scope) plain ??= settings.foreground;
    for (const name of [scope ?? []].flat().flatMap((/** @type {string} */ names) => names.split(',')))
      if (!/\s/.test(name.trim())) colours.set(name.trim(), settings.foreground.toLowerCase());
  }
  return { colours, plain: plain?.toLowerCase() };
}

/**
 * @param {string} scope
 * @param {Map<string, string>} colours
 */
function colourOf(scope, colours) {
  for (let name = scope; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
    const colour = colours.get(name);
    if (colour) return colour;
  }
  return undefined;
}
