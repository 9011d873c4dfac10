import path from 'node:path';
import { schemaVersion } from '../core/outline/jsonDocument.ts';
import { pollJson, pollText } from '../core/outline/pollJson.ts';
import { printable } from '../core/outline/style.ts';
import type { Assessment } from '../core/readiness/assess.ts';
import { phaseNamed, phaseOn } from '../core/readiness/phaseNamed.ts';
import { nodeLabel } from '../core/show/nodeLabel.ts';
import { readConfigFile } from '../node/configFile.ts';
import { loadPlans } from '../node/loadPlans.ts';
import { assessRoot } from '../node/readiness/assessRoot.ts';
import { type RecordedVote, recordVote } from '../node/readiness/recordVote.ts';
import { type DecisionLine, writeDecisionLine } from '../node/readiness/writeDecisionLine.ts';
import { readDecideArguments } from './decideArguments.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import { readTargets } from './readTargets.ts';
import { printJson, type Shell } from './shell.ts';
import { splitTarget } from './splitTarget.ts';

const help = `Usage: runsheet decide FILE#PHASE | FILE:LINE | FILE --vote go|no-go|abstain --who NAME

Records one person's vote about a phase, or about the whole plan, as a file in the handoff folder; where the plan says
"Decision Point" or "Approval", the decision is written there too. One no-go makes it no-go; a go against the verdict
NO-GO is a waiver, which needs a reason and an end. When the criteria are changed, the poll has to be held anew.

Options:
  --reason TEXT  why
  --until DATE   until when a waiver holds: 2026-01-31, or 2026-01-31T18:00Z
  --json         print JSON

Exit codes: 0 recorded; 1 not recorded, or not written into the plan, with the reason; 2 wrong use, or no such phase.
`;

/** `runsheet decide`: one vote on whether a phase can go on. */
export async function decide(argv: readonly string[], shell: Shell): Promise<ExitCode> {
  const args = readDecideArguments(argv);
  if (args === 'help') {
    shell.write(help);
    return exitCodes.good;
  }
  const wrong = (sentence: string): ExitCode => {
    shell.complain(`${sentence} See runsheet decide --help.`);
    return exitCodes.wrongUse;
  };
  if ('wrong' in args) return wrong(args.wrong);
  const { file, target } = splitTarget(args.written, shell.cwd);
  const { loaded, code } = await readTargets([file], { ...shell, noCache: true }, loadPlans);
  const [plan, ...others] = loaded.plans;
  if (code !== exitCodes.good || !plan) return exitCodes.wrongUse;
  if (others.length > 0) return wrong(`${file} has several plans: name one file.`);
  const about =
    target?.kind === 'line'
      ? phaseOn(plan, target.line)
      : phaseNamed(plan, target?.kind === 'id' ? target.id : undefined);
  if (about.kind === 'none') {
    const names = plan.phases.filter(({ key }) => key !== '').map((phase) => `  ${phase.key}  ${labelOf(phase)}`);
    shell.complain(`${file} has no one phase of that name.${names.length > 0 ? ' It has:' : ''}`);
    for (const name of names) shell.complain(name);
    return exitCodes.wrongUse;
  }
  const phaseKey = about.kind === 'phase' ? about.key : undefined;
  const now = Date.now();
  const { root } = loaded;
  const { config } = await readConfigFile(root);
  const { assessments, stored } = await assessRoot(loaded, now);
  for (const { path: at, reason } of stored.refused) shell.complain(`Not believed: ${at}: ${reason}.`);
  const [assessment] = assessments;
  if (!assessment) return exitCodes.wrongUse;
  let vote: Awaited<ReturnType<typeof recordVote>>;
  try {
    vote = await recordVote(assessment, phaseKey, args.ballot, { root, handoffs: config.handoffs, now });
  } catch (error) {
    shell.complain(`The vote was not recorded: ${error instanceof Error ? error.message : String(error)}.`);
    return exitCodes.findings;
  }
  if ('refused' in vote) {
    shell.complain(`${vote.refused} ${vote.todo}${args.ballot.vote === 'go' ? ' --reason TEXT --until DATE' : ''}`);
    return exitCodes.findings;
  }
  const written = await writeDecisionLine(path.join(root, plan.path), plan.path, config, vote.text, phaseKey);
  if (args.json) printJson(shell, decideJson(root, assessment, phaseKey, vote, written));
  else {
    const phase = plan.phases.find(({ key }) => key === phaseKey && key !== '');
    shell.write(`${phase ? labelOf(phase) : printable(plan.title)}: ${printable(pollText(vote.poll))}\n`);
    shell.write(`${shell.style.faint(vote.file)}\n`);
    if (written.kind === 'written') shell.write(`${shell.style.faint(`${plan.path}:${written.line + 1}`)}\n`);
  }
  if (written.kind === 'failed') shell.complain(`The vote is kept, and ${plan.path} does not say so: ${written.why}`);
  return written.kind === 'failed' ? exitCodes.findings : exitCodes.good;
}

function labelOf(phase: Assessment['plan']['phases'][number]): string {
  return printable(nodeLabel({ ...phase, type: 'section' }));
}

/** What `runsheet decide --json` prints: `schemas/decide.schema.json`. Lines are 1-based. */
function decideJson(
  root: string,
  { plan, verdict }: Assessment,
  phaseKey: string | undefined,
  { file, poll, text }: RecordedVote,
  written: DecisionLine,
) {
  const phase = verdict.phases.find((one) => one.phase.key === phaseKey);
  return {
    schemaVersion,
    root,
    path: plan.path,
    ...(phaseKey !== undefined && phaseKey !== '' && { phase: phaseKey }),
    verdict: (phase ?? verdict).verdict,
    decision: pollJson(poll),
    file,
    ...(written.kind === 'written' && { line: written.line + 1, text }),
  };
}
