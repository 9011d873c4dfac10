/**
 * Bundles the product into dist/ and, with --tests, the tests into out/.
 *
 *   node scripts/build.mjs [--tests] [--watch] [--minify]
 *
 * The parser and the search for plans are files of their own, loaded when they are first needed: a dynamic import of a module that is an
 * entry point becomes a `require` of that entry's output instead of a copy inside the bundle.
 */
import { build, context } from 'esbuild';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const flags = new Set(process.argv.slice(2));

const entries = {
  extension: 'src/vscode/extension.ts',
  cli: 'src/cli/main.ts',
  parser: 'src/core/parse/parser.ts',
  files: 'src/node/workspacePlans.ts',
};

/** @type {import('esbuild').Plugin} */
const lazyEntries = {
  name: 'lazy-entries',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, (args) => {
      if (args.kind !== 'dynamic-import') return undefined;
      const target = path.relative(root, path.resolve(args.resolveDir, args.path));
      const entry = Object.entries(entries).find(([, file]) => path.normalize(file) === target);
      return entry && { path: `./${entry[0]}.js`, external: true };
    });
  },
};

/** @type {import('esbuild').BuildOptions} */
const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  supported: { 'dynamic-import': false },
  sourcemap: true,
  minify: flags.has('--minify'),
  logLevel: 'warning',
};

/** @type {import('esbuild').BuildOptions[]} */
const jobs = [{ ...shared, entryPoints: entries, outdir: 'dist', external: ['vscode'], plugins: [lazyEntries] }];
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
    external: ['vscode', 'mocha', 'playwright-core', '@vscode/test-electron', 'eslint', 'typescript-eslint'],
  });
}

if (flags.has('--watch')) {
  for (const job of jobs) await (await context(job)).watch();
} else {
  rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  await Promise.all(jobs.map((job) => build(job)));
}
