import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const words = 'harbour crane ferry berth pilot tide anchor signal cargo quay mast rudder lantern dredger buoy'.split(
  ' ',
);

/** A plan of that many KB in which no two lines are alike. */
export function planOf(kilobytes: number, name: string): string {
  const lines = [`# Plan ${name}`, ''];
  let size = 0;
  for (let at = 0; size < kilobytes * 1024; at++) {
    const word = words[at % words.length] ?? '';
    const done = at % 3 === 0 ? 'x' : ' ';
    const more =
      at % 25 === 0
        ? [`## Phase ${at / 25 + 1}: The ${word} of ${name}`, '', `**Owner**: Team ${at % 4}`, '']
        : at % 25 === 12
          ? ['', '```bash', `make ${word}-${name}-${at}`, '```', '']
          : [`- [${done}] Check the **${word}** ${at} of ${name} (${at % 50} min) with \`look ${at}\``];
    lines.push(...more);
    size += more.join('\n').length + 1;
  }
  return `${lines.join('\n')}\n`;
}

/** Writes plans into the folder, a hundred to a folder below it. */
export function writePlans(folder: string, count: number, kilobytes: number): void {
  for (let at = 0; at < count; at++) {
    const below = path.join(folder, `d${Math.floor(at / 100)}`);
    mkdirSync(below, { recursive: true });
    writeFileSync(path.join(below, `PLAN-${at}.md`), planOf(kilobytes, `n${at}`));
  }
}
