/** The finding of plans alone, as a program of its own: what bench/commandLine.ts measures against ripgrep. */
import { defaultConfig } from '../src/core/config/config.ts';
import { findPlans } from '../src/node/findPlans.ts';

async function main(folder: string): Promise<void> {
  let found = 0;
  for await (const { type } of findPlans(folder, { root: folder, config: defaultConfig, sliceMs: 100 }))
    if (type === 'plan') found++;
  if (found < 100) throw new Error(`found ${found} plans`);
}

void main(process.argv[2] ?? '.');
