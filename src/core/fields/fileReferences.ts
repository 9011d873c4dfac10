import type { FileReference } from '../model.ts';

export type NamedFile = Pick<FileReference, 'path' | 'lines'>;

const extensions = new Set(
  (
    'ts tsx mts cts js jsx mjs cjs json jsonc json5 md mdx markdown txt rst adoc yml yaml toml ini cfg conf env properties ' +
    'xml html htm css scss sass less vue svelte astro py pyi ipynb go mod rs java kt kts scala groovy gradle swift m mm c h ' +
    'cc cpp cxx hpp hh cs fs vb rb erb php pl pm lua r jl dart ex exs erl hrl clj cljs hs ml nim zig sol sh bash zsh fish ' +
    'ps1 psm1 bat cmd sql prisma graphql gql proto tf tfvars hcl nix dockerfile makefile cmake lock log csv tsv xlsx pdf ' +
    'png jpg jpeg gif svg ico webp ttf woff woff2 wasm service plist pem crt tmpl tpl hbs ejs j2 patch diff snap spec tex'
  ).split(' '),
);
/** Names of products and expressions that end like files: `Node.js`, `console.log`. Compared in lower case. */
const notFiles = new Set(
  [
    ...[
      'node',
      'next',
      'vue',
      'react',
      'express',
      'd3',
      'three',
      'nuxt',
      'chart',
      'nest',
      'angular',
      'ember',
      'backbone',
    ],
    ...[
      'p5',
      'alpine',
      'discord',
      'socket',
      'moment',
      'day',
      'plotly',
      'matter',
      'babylon',
      'electron',
      'fabric',
      'require',
    ],
  ]
    .map((name) => `${name}.js`)
    .concat([
      'console.log',
      'math.log',
      'process.env',
      'docs.rs',
      'crates.rs',
      'import.meta.env',
      'asp.net',
      'logger.log',
      'deno.land',
    ]),
);
const bareNames =
  /^(?:Dockerfile|Makefile|Jenkinsfile|Procfile|Gemfile|Rakefile|Vagrantfile|Justfile|CODEOWNERS|\.gitignore|\.dockerignore|\.npmrc|\.nvmrc|\.editorconfig|\.env(?:\.[a-z]{1,20})?)$/;
/** Cheap: most texts hold nothing of the kind. */
const mayName = /\.|file|CODEOWNERS/;
const tokenPattern = /[^\s`"'<>()[\]{}|*“”‘’→]+/g;
const host =
  /^(?:www\.|[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.(?:com|org|net|io|dev|ai|app|co|eu|de|gov|edu|example|local|me|sh|xyz)$)/i;
/** A placeholder that touches the token: `SHIFT_<NUMBER>_HANDOFF.md` names no file yet. */
const hole = /<[A-Z][A-Z0-9_ ]{0,30}>$/;
const holeAhead = /^<[A-Z][A-Z0-9_ ]{0,30}>/;
const mostLines = 100;

/**
 * The files that a text names, in order and once each: `cmd/worker/main.go`, `approval_service.go:75`,
 * `health.go:44,86`, `# File: monitoring/observer.py`, `src/a.ts#L10`. Of a range (`a.go:10-20`) the first line. Not
 * URLs, versions, `e.g.`, `Node.js`, dates, host names or patterns with `*`.
 */
export function readFileReferences(text: string): readonly NamedFile[] {
  if (!mayName.test(text)) return [];
  const found = new Map<string, NamedFile>();
  for (const match of text.matchAll(tokenPattern)) {
    if (!match[0].includes('.') && !bareNames.test(match[0].replace(/(?<![,;:!?])[,;:!?]+$/, ''))) continue;
    const end = match.index + match[0].length;
    const before = text.slice(Math.max(0, match.index - 40), match.index);
    if (match[0].length > 300 || before.endsWith('*') || hole.test(before)) continue;
    if (text.charAt(end) === '*' || holeAhead.test(text.slice(end, end + 40))) continue;
    const file = readToken(match[0]);
    if (file) found.set(`${file.path}:${file.lines.join()}`, file);
  }
  return Array.from(found.values());
}

function readToken(token: string): NamedFile | undefined {
  const bare = token.replace(/^[,;:!?&=]+/, '').replace(/[.,;:!?]{1,5}$/, '');
  if (bare.includes('://') || (bare.includes('@') && !bare.includes('/@') && !bare.startsWith('@'))) return undefined;
  const place = /(?::|#L)(\d{1,7}(?:[-,:]L?\d{1,7}){0,99})$/.exec(bare);
  const path = place ? bare.slice(0, place.index) : bare;
  return isFile(path) ? { path, lines: place ? lineNumbers(place[1] ?? '') : [] } : undefined;
}

/** `44,86` names two lines, `10-20` starts at 10, `12:5` is line 12, column 5. */
function lineNumbers(written: string): number[] {
  const lines = written.split(',').map((part) => Number.parseInt(part, 10));
  return lines.filter((line) => line > 0).slice(0, mostLines);
}

function isFile(path: string): boolean {
  if (!/^[\p{L}\d_./@+~$-]+$/u.test(path) || /\/\/|\.\.\.|^[-+$~]*$/.test(path)) return false;
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (bareNames.test(name)) return true;
  const dot = name.lastIndexOf('.');
  const [stem, extension] = [name.slice(0, dot), name.slice(dot + 1)];
  if (dot < 1 || !extensions.has(extension.toLowerCase()) || !/[\p{L}\d]/u.test(stem)) return false;
  if (!path.includes('/')) return !notFiles.has(name.toLowerCase()) && !/^\d[\d.]*$/.test(stem) && !host.test(name);
  const first = path.slice(0, path.indexOf('/'));
  return !host.test(first);
}
