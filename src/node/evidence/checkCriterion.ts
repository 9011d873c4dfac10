import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { judgeExpectation, type Judgement } from '../../core/evidence/judgeExpectation.ts';
import type { Plan } from '../../core/model.ts';
import type { Criterion, CriterionCheck } from '../../core/readiness/criteria.ts';
import type { TestCounts } from '../../core/readiness/evidence.ts';
import type { Expectation } from '../../core/readiness/expectation.ts';
import type { PlaceholderValues } from '../../core/run/placeholders.ts';
import type { RunRecord } from '../../core/run/runRecord.ts';
import type { Refusal } from '../run/prepareRuns.ts';
import { checkCommand } from './checkCommand.ts';
import { checkService } from './composeService.ts';
import { probeUrl } from './probeUrl.ts';

export interface CheckOptions {
  /** Absolute. */
  readonly root: string;
  /** Of a command. */
  readonly timeoutMs: number;
  /** Of one try at an address. */
  readonly healthMs: number;
  readonly servicesMs: number;
  readonly values: PlaceholderValues;
  /** What the user has said yes to: keys, ids, 1-based lines. */
  readonly yes: readonly string[];
  /** Instead of what the plan expects. */
  readonly expectation?: Expectation;
  /** Who makes the checks: each command then leaves a record for its user, as every run does. */
  readonly by?: RunRecord['by'];
  readonly signal?: AbortSignal;
}

/** What came of a check. `interrupted`: the user ended it, so there is no result. */
export type CheckResult =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'interrupted' }
  | (Judgement & {
      readonly kind: 'checked';
      readonly exitCode?: number;
      readonly counts?: TestCounts;
      /** The end of what it printed, without secrets; not to be written into the repository. */
      readonly output?: string;
    });

const addressTries = 2;

/**
 * Makes the check of a criterion. Whatever keeps it from a result is unknown with a reason, and never a pass. Nothing is
 * written; errors of the file system as they come.
 */
export async function checkCriterion(
  plan: Plan,
  criterion: Criterion,
  check: CriterionCheck,
  options: CheckOptions,
): Promise<CheckResult> {
  const { root, signal, healthMs, servicesMs } = options;
  const { kind, text } = check;
  const expectation = options.expectation ?? check.expectation;
  if (kind === 'command') return checkCommand(plan, criterion, check, expectation, options);
  const result = await (async (): Promise<Judgement> => {
    switch (kind) {
      case 'url':
        return checkAddress(text, expectation, { timeoutMs: healthMs, ...(signal && { signal }) });
      case 'service':
        return checkService(text, root, { timeoutMs: servicesMs, ...(signal && { signal }) });
      case 'file':
        return checkFile(text, root, path.dirname(path.join(root, plan.path)));
    }
  })();
  return signal?.aborted ? { kind: 'interrupted' } : { kind: 'checked', ...result };
}

/** An address is good that answers 2xx, and with the text or number that is expected. */
async function checkAddress(
  address: string,
  expectation: Expectation,
  options: { readonly timeoutMs: number; readonly signal?: AbortSignal },
): Promise<Judgement> {
  const answer = await probeUrl(address, { ...options, tries: addressTries });
  if (answer.kind === 'down') return { outcome: 'fail', reason: answer.reason };
  if (answer.kind === 'unknown') return { outcome: 'unknown', reason: answer.reason };
  const { status, body, cut } = answer;
  if (status < 200 || status > 299) return { outcome: 'fail', reason: `It answered ${status}.` };
  if (expectation.kind === 'exit' || expectation.kind === 'ask') return { outcome: 'pass' };
  return judgeExpectation(expectation, { exitCode: 0, output: body, stdout: body, cut });
}

/** Named from the root or from the document; one outside of the root says nothing about it. */
function checkFile(name: string, root: string, folder: string): Judgement {
  const places = [path.resolve(root, name), path.resolve(folder, name)];
  const inside = places.filter((file) => isBelow(file, root));
  if (inside.length === 0) return { outcome: 'unknown', reason: `${name} is outside of the workspace.` };
  const there = inside.find((file) => existsSync(file));
  if (there === undefined) return { outcome: 'fail', reason: `${name} does not exist.` };
  return isBelow(realpathSync(there), realpathSync(root))
    ? { outcome: 'pass' }
    : { outcome: 'unknown', reason: `${name} is a link that leads out of the workspace.` };
}

function isBelow(file: string, folder: string): boolean {
  const below = path.relative(folder, file);
  return below !== '..' && !below.startsWith(`..${path.sep}`) && !path.isAbsolute(below);
}
