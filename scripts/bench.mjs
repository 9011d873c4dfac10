/** `npm run bench`: builds and runs bench/bench.ts, which prints ratios and writes bench/results.json. */
import { spawnSync } from 'node:child_process';
import { buildSync } from 'esbuild';

buildSync({
  entryPoints: ['bench/bench.ts'],
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  outfile: 'out/bench/bench.js',
});
process.exitCode = spawnSync(process.execPath, ['out/bench/bench.js'], { stdio: 'inherit' }).status ?? 1;
