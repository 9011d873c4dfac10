import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from './plans.ts';
import { report } from './report.ts';

const kilobytes = (file: string): number => statSync(path.join(root, file)).size / 1024;

/** Of the files that are loaded and of the package. */
export function sizes(): void {
  for (const [file, limit, goal] of [
    ['dist/extension.js', 150, 100],
    ['out/runsheet.vsix', 600, 400],
  ] as const)
    report({
      name: file,
      what: `${file}, KB`,
      against: 'its limit',
      value: kilobytes(file),
      peer: limit,
      must: '1',
      goal: (goal / limit).toFixed(2),
      holds: kilobytes(file) <= limit,
    });
  const others = readdirSync(path.join(root, 'dist')).filter((name) => name.endsWith('.js') && name !== 'extension.js');
  console.log(`     ${others.map((name) => `${name} ${kilobytes(`dist/${name}`).toFixed(0)} KB`).join(', ')}`);
}
