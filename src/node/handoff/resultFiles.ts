import { readdirSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { testCounts } from '../../core/evidence/testCounts.ts';
import type { ResultFile } from '../../core/shifts/statusFacts.ts';
import { readText } from '../readText.ts';
import { resultsFolder } from '../shift/endCommitSteps.ts';

const shownFiles = 5;
const mostFiles = 2000;

/** The newest logs of test suites, with the counts that they say. Never throws. */
export function resultFiles(root: string): readonly ResultFile[] {
  const folder = path.join(root, resultsFolder);
  return names(folder)
    .filter((name) => /\.(?:log|txt|xml)$/i.test(name))
    .slice(0, mostFiles)
    .flatMap((name) => {
      const stat = statOf(path.join(folder, name));
      return stat?.isFile() === true ? [{ name, atMs: stat.mtimeMs }] : [];
    })
    .sort((left, right) => right.atMs - left.atMs)
    .slice(0, shownFiles)
    .map(({ name, atMs }) => {
      const content = readText(path.join(folder, name));
      const counts = 'text' in content ? testCounts(content.text) : undefined;
      return {
        path: `${resultsFolder}/${name}`,
        atMs,
        ...(counts && { passed: counts.passed, total: counts.total }),
      };
    });
}

/** Undefined also for a link that leads back to itself. */
function statOf(file: string): Stats | undefined {
  try {
    return statSync(file);
  } catch {
    return undefined;
  }
}

function names(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
