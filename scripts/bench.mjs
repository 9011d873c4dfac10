/** `npm run bench`: builds and runs bench/bench.ts, which prints ratios and says which of them got worse. */
import { spawnSync } from 'node:child_process';
import { buildSync } from 'esbuild';

buildSync({
  entryPoints: ['bench/bench.ts', 'bench/discover.ts'],
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  outdir: 'out/bench',
});
process.exitCode =
  spawnSync(process.execPath, ['out/bench/bench.js', ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1;
