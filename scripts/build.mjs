/**
 * Bundles the product into dist/ and, with --tests, the tests into out/.
 *
 *   node scripts/build.mjs [--tests] [--watch] [--minify]
 *
 * What not every start needs (the parser, what decides whether a file is a plan, globs, comments in the configuration) is a
 * file of its own, loaded when it is first needed: a dynamic import of a module that is an entry point becomes a `require` of
 * that entry's output instead of a copy inside the bundle. Remark, which reads what the scanner declines, is loaded by the
 * first such part.
 */
import { build, context, transform } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { packParts, withParts } from './packParts.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const flags = new Set(process.argv.slice(2));

const entries = {
  extension: 'src/vscode/extension.ts',
  cli: 'src/cli/start.ts',
  main: 'src/cli/main.ts',
  parser: 'src/core/parse/parser.ts',
  remark: 'src/core/parse/readBlocks.ts',
  files: 'src/node/workspacePlans.ts',
  judge: 'src/node/judgeFile.ts',
  globs: 'src/node/configGlobs.ts',
  config: 'src/node/configText.ts',
  find: 'src/node/findPlans.ts',
  listings: 'src/cli/listings.ts',
  status: 'src/cli/status.ts',
  freshStatus: 'src/cli/freshStatus.ts',
  readiness: 'src/cli/explainReadiness.ts',
  explain: 'src/cli/explain.ts',
  run: 'src/cli/run.ts',
  shift: 'src/cli/shift.ts',
  git: 'src/node/git/gitFacts.ts',
  tick: 'src/cli/tick.ts',
  check: 'src/cli/check.ts',
  worker: 'src/node/indexWorker.ts',
  parseThread: 'src/node/parseThread.ts',
  missing: 'src/node/run/findMissing.ts',
  ready: 'src/vscode/readinessParts.ts',
  evidence: 'src/node/readiness/editorReadiness.ts',
  shifts: 'src/vscode/shiftParts.ts',
  changer: 'src/vscode/taskChanger.ts',
  fixes: 'src/vscode/problemActions.ts',
  shiftWorker: 'src/node/shift/shiftWorker.ts',
  history: 'src/vscode/runHistory.ts',
};

/** Parts below this size, in characters, come into one file: nothing is much later for reading all of them. */
const smallPart = 4000;

/** @type {import('esbuild').Plugin} */
const lazyEntries = {
  name: 'lazy-entries',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^\./ }, (args) => {
      if (args.kind !== 'dynamic-import') return undefined;
      const target = path.relative(root, path.resolve(args.resolveDir, args.path));
      const entry = Object.entries(entries).find(([, file]) => path.normalize(file) === target);
      return entry && { path: `./${entry[0]}.js`, external: true };
    });
    onResolve({ filter: /\/readBlocks\.ts$/ }, ({ kind }) =>
      kind === 'import-statement' ? { path: './remark.js', namespace: 'when-called' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'when-called' }, ({ path: file }) => ({
      contents: `export const readBlocks = (text) => require(${JSON.stringify(file)}).readBlocks(text);`,
    }));
    onResolve({ filter: /.*/, namespace: 'when-called' }, ({ path: file }) => ({ path: file, external: true }));
  },
};

/** @type {import('esbuild').BuildOptions} */
const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // Every Node that is supported knows `\p{...}`; else it becomes a `new RegExp`, compiled at each use.
  supported: { 'dynamic-import': false, 'regexp-unicode-property-escapes': true },
  sourcemap: true,
  minify: flags.has('--minify'),
  logLevel: 'warning',
};

/** @type {import('esbuild').BuildOptions} */
const product = { ...shared, entryPoints: entries, outdir: 'dist', external: ['vscode'], plugins: [lazyEntries] };

/**
 * Names the program for its cache: what another parser found out is worth nothing. A build that follows the sources has no
 * name and caches nothing.
 */
async function programId() {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const { parser, remark, files, judge, globs, freshStatus } = entries;
  const entryPoints = { parser, remark, files, judge, globs, freshStatus };
  const { outputFiles } = await build({ ...product, entryPoints, write: false, sourcemap: false });
  const hash = createHash('sha256');
  for (const { contents } of outputFiles) hash.update(contents);
  return `${version}+${hash.digest('hex').slice(0, 16)}`;
}

/**
 * The exports of a bundle as one object with getters. What esbuild writes for them takes half a kilobyte in each of more than
 * a hundred files; it is for cycles, which bundles do not have, and for being imported by name from an ES module.
 *
 * @param {string} text as esbuild ends an ES module: `export{a as b,c};`
 */
function exportAsObject(text) {
  const at = Math.max(text.lastIndexOf('export{'), text.lastIndexOf('export {'));
  const [whole, list] =
    /^export ?\{([\w$\s,]*)\};\s*?\n(?=\/\/# sourceMappingURL=)/.exec(text.slice(Math.max(at, 0))) ?? [];
  if (whole === undefined || list === undefined) return text;
  const ways = list
    .split(',')
    .map((each) => each.trim().split(/\s+as\s+/))
    .map(([own, name = own]) => `get ${name}(){return ${own}}`);
  // On one line behind the last: positions in the source map stay what they are.
  return `${text.slice(0, at)}module.exports={${ways.join()}};\n${text.slice(at + whole.length)}`;
}

/**
 * What is shared is found by splitting, which esbuild does for ES modules only; the editor loads CommonJS, so each file is
 * rewritten on its own behind it.
 *
 * @type {import('esbuild').Plugin}
 */
const writeCommonJs = {
  name: 'write-common-js',
  setup({ onEnd }) {
    onEnd(async ({ outputFiles = [] }) => {
      const { target, minify, supported } = shared;
      const options = { format: /** @type {const} */ ('cjs'), target, minify, supported };
      /** @type {[string, import('./packParts.mjs').Bundle][]} */
      const bundles = await Promise.all(
        outputFiles.map(async ({ path: file, text }) => {
          const name = path.basename(file, '.js');
          const sourcefile = `${name}.js`;
          const { code, map } = await transform(exportAsObject(text), {
            ...options,
            platform: 'node',
            sourcemap: 'external',
            sourcefile,
          });
          return [name, { code, map }];
        }),
      );
      mkdirSync(path.join(root, 'dist'), { recursive: true });
      const all = new Map(bundles);
      const started = packParts(all, 'main', withParts(all, ['main', 'run', 'status']), ['start']);
      const small = [...started].filter(([name, { code }]) => name.startsWith('part-') && code.length < smallPart);
      for (const [name, { code, map }] of packParts(started, 'parts', new Set(small.map(([name]) => name)))) {
        const file = path.join(root, 'dist', `${name}.js`);
        writeFileSync(file, `${code}//# sourceMappingURL=${name}.js.map\n`);
        writeFileSync(`${file}.map`, map);
      }
    });
  },
};

const define = flags.has('--watch') ? {} : { RUNSHEET_PROGRAM: JSON.stringify(await programId()) };
const { extension, cli, ...others } = entries;
/** @type {import('esbuild').BuildOptions[]} */
const jobs = [
  { ...product, entryPoints: { extension }, define },
  // It has Node keep what is compiled from then on, so it loads nothing before.
  { ...product, entryPoints: { cli }, define },
  {
    ...product,
    define,
    entryPoints: others,
    format: 'esm',
    splitting: true,
    chunkNames: 'part-[hash]',
    sourcemap: 'inline',
    write: false,
    plugins: [lazyEntries, writeCommonJs],
  },
];
if (flags.has('--tests')) {
  const tests = ['unit', 'host', 'ui'].flatMap((suite) =>
    readdirSync(path.join(root, 'test', suite), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => path.join('test', suite, file)),
  );
  jobs.push({
    ...shared,
    entryPoints: tests,
    outbase: 'test',
    outdir: 'out',
    external: [
      'vscode',
      // One for all tests, which scripts/fixedSeed.cjs gives its seed.
      'fast-check',
      'mocha',
      'playwright-core',
      '@vscode/test-electron',
      'eslint',
      'typescript',
      'typescript-eslint',
    ],
  });
}

if (flags.has('--watch')) {
  for (const job of jobs) await (await context(job)).watch();
} else {
  rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  await Promise.all(jobs.map((job) => build(job)));
}
