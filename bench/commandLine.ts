import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { binaryOf, findRipgrep, installPeer } from './peers.ts';
import { root, writeNotes, writePlans } from './plans.ts';
import { type Contestant, runsheet, takeTurns } from './processes.ts';
import { bestOf, median, report, reportMissing, spread } from './report.ts';

/** `runsheet outline` of a hundred plans against tools that read whole markdown files. */
export async function outline(temporary: string): Promise<void> {
  const folder = path.join(temporary, 'hundred');
  writePlans(folder, 100, 13);
  const ours = {
    cold: runsheet(['outline', '.'], folder, path.join(temporary, 'outline-cold'), true),
    warm: runsheet(['outline', '.'], folder, path.join(temporary, 'outline-warm'), false),
  };
  const node = (file: string, ...args: readonly string[]): Contestant => ({
    command: process.execPath,
    args: [file, ...args],
    cwd: folder,
    // Linters end with 1 when they find something.
    codes: [0, 1],
  });
  const remark = await installPeer('remark');
  const lint = await installPeer('markdownlint-cli2');
  const peers: Record<string, Contestant> = {};
  if ('folder' in remark) {
    const gfm = path.join(remark.folder, 'node_modules/remark-gfm/index.js');
    const program = binaryOf(remark.folder, 'remark-cli', 'remark');
    peers['remark-cli'] = node(program, '.', '--use', gfm, '--no-stdout', '--quiet', '--no-config');
  }
  if ('folder' in lint)
    peers['markdownlint-cli2'] = node(binaryOf(lint.folder, 'markdownlint-cli2', 'markdownlint-cli2'), '**/*.md');
  const times = takeTurns({ ...ours, ...peers }, 5) as Record<string, number[]>;
  for (const [way, limit, goal] of [
    ['cold', 0.6, '1/10'],
    ['warm', 0.1, '1/20'],
  ] as const) {
    const own = times[way] ?? [];
    const what = `outline of 100 plans ${way === 'cold' ? 'cold' : 'from the cache'}`;
    for (const peer of ['remark-cli', 'markdownlint-cli2'] as const) {
      const its = times[peer];
      if (!its) {
        reportMissing(`${what} against ${peer}`, whyOf(peer === 'remark-cli' ? remark : lint));
        continue;
      }
      const [value, other] = [median(own), median(its)];
      const isBudget = peer === 'remark-cli';
      report({
        name: `${what} / ${peer}`,
        what: `${what}, ms (${spread(own)})`,
        against: `${peer} (${spread(its)})`,
        value,
        peer: other,
        bestRatio: bestOf(own, its),
        must: isBudget ? `${limit}` : 'none',
        ...(isBudget && { goal }),
        holds: !isBudget || value <= limit * other,
      });
    }
  }
}

const whyOf = (peer: { readonly why: string } | { readonly folder: string }): string =>
  'why' in peer ? peer.why : 'it did not run';

/** Finding the plans among many notes, against ripgrep. */
export async function discovery(temporary: string): Promise<void> {
  const ripgrep = await findRipgrep();
  if (ripgrep === undefined) {
    reportMissing('discovery', 'there is no ripgrep');
    return;
  }
  const folder = path.join(temporary, 'notes');
  mkdirSync(folder);
  writeNotes(folder);
  const times = takeTurns(
    {
      // Walking, looking and scoring, in a process of its own; no parsing, no cache.
      discovery: { command: process.execPath, args: [path.join(root, 'out/bench/discover.js'), folder], cwd: folder },
      cold: runsheet(['status', '.'], folder, path.join(temporary, 'notes-cold'), true),
      warm: runsheet(['status', '.'], folder, path.join(temporary, 'notes-warm'), false),
      ripgrep: { command: ripgrep, args: ['-l', '^\\s*[-*+] \\[[ xX]\\]', '-g', '*.md', '.'], cwd: folder },
    },
    7,
  );
  for (const [way, what] of [
    ['discovery', 'discovery of 100 plans among 10\u00a0000 files'],
    ['warm', 'status of 100 plans among 10\u00a0000 files from the cache'],
    ['cold', 'status of 100 plans among 10\u00a0000 files cold'],
  ] as const) {
    const isBudget = way === 'discovery';
    report({
      name: what.replaceAll('\u00a0', ''),
      what: `${what}, ms (${spread(times[way])})`,
      against: `ripgrep (${spread(times.ripgrep)})`,
      value: median(times[way]),
      peer: median(times.ripgrep),
      bestRatio: bestOf(times[way], times.ripgrep),
      must: isBudget ? '4' : 'none',
      ...(isBudget && { goal: '2' }),
      holds: !isBudget || median(times[way]) <= 4 * median(times.ripgrep),
    });
  }
}

/** `runsheet status` against a Node that does nothing: of five plans, and of a workspace with handoffs and evidence. */
export async function status(temporary: string): Promise<void> {
  const five = path.join(temporary, 'five');
  cpSync(path.join(root, 'samples/plans'), five, { recursive: true });
  // No cache vouches for a file that was changed within three seconds before it was looked at.
  await setTimeout(3500);
  const times = takeTurns(
    {
      warm: runsheet(['status', '.'], five, path.join(temporary, 'status-warm'), false),
      cold: runsheet(['status', '.'], five, path.join(temporary, 'status-cold'), true),
      workspace: runsheet(['status', 'samples/plans'], root, path.join(temporary, 'status-workspace'), false),
      node: { command: process.execPath, args: ['-e', '0'], cwd: root },
    },
    11,
  );
  for (const [way, what] of [
    ['warm', '`runsheet status` on five plans from the cache'],
    ['cold', '`runsheet status` on five plans cold'],
    ['workspace', '`runsheet status` on five plans with handoffs and decisions from the cache'],
  ] as const)
    report({
      what: `${what}, ms (${spread(times[way])})`,
      against: `node -e 0 (${spread(times.node)})`,
      value: median(times[way]),
      peer: median(times.node),
      bestRatio: bestOf(times[way], times.node),
      must: way === 'warm' ? '2.5' : 'none',
      goal: '2',
      holds: way !== 'warm' || median(times.warm) <= 2.5 * median(times.node),
    });
}
