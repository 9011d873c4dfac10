import { checkHandoff } from './checkHandoff.ts';
import { isOver } from './handoff.ts';
import { clockText, spanText } from './instant.ts';
import type { StatusFacts } from './statusFacts.ts';

const mostAdvice = 8;

/** What to do next, most urgent first: sentences, each with the command or the file it is about. */
export function statusAdvice(facts: StatusFacts): readonly string[] {
  const { held, git, handoff, services, health, now, work, left } = facts;
  const advice: string[] = [];
  if (left) {
    const of = left.shift === undefined ? 'a shift' : `shift ${left.shift}`;
    advice.push(`Finish the ${left.procedure} of ${of}, which went no further: runsheet shift ${left.procedure}.`);
  }
  const down = [
    ...services,
    ...health,
    ...(facts.pool ? [facts.pool] : []),
    ...(facts.frontend ? [facts.frontend] : []),
  ]
    .filter(({ outcome }) => outcome === 'bad')
    .map(({ name }) => name);
  if (down.length > 0) advice.push(`Bring up what does not answer: ${down.join(', ')}.`);
  const blockers = handoff?.handoff.blockers.filter(({ resolved, priority }) => !resolved && priority === 'P0') ?? [];
  for (const blocker of blockers)
    advice.push(`Clear the blocker "${blocker.text}": ${handoff?.path ?? ''}:${blocker.line + 1}.`);
  if (held?.standing.kind === 'overtime')
    advice.push(`Shift ${held.number} is ${spanText(held.standing.leftMs ?? 0)} over its time: runsheet shift end.`);
  else if (held && (held.standing.leftMs ?? Infinity) < 30 * 60_000)
    advice.push(
      `Shift ${held.number} ends in ${spanText(held.standing.leftMs ?? 0)}: run the tests, finish the handoff.`,
    );
  const failing = facts.suites.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name);
  if (failing.length > 0) advice.push(`Repair the suites that failed last: ${failing.join(', ')}.`);
  if (held && handoff?.shift === held.number) {
    const gaps = checkHandoff(handoff.handoff).length;
    if (gaps > 0)
      advice.push(
        `Fill the handoff, ${gaps} of its sections ${gaps === 1 ? 'is' : 'are'} open: runsheet shift handoff check.`,
      );
  }
  if (!held && !left && now.kind === 'on') {
    const isDone = handoff?.shift === now.number && isOver(handoff.handoff.head.state);
    const next = isDone ? now.number + 1 : now.number;
    advice.push(
      isDone
        ? `Shift ${now.number} is handed over; the next begins at ${clockText(now.endsAtMs)} UTC: runsheet shift start ${next}.`
        : `Start the shift that is on: runsheet shift start ${next}.`,
    );
  }
  if (!held && now.kind === 'candidates')
    advice.push(`Start a shift: runsheet shift start N, with N of ${now.numbers.join(', ')}.`);
  const next = work?.tasks.find(({ isDone }) => !isDone);
  if (next) advice.push(`Go on with "${next.title}": ${next.path}:${next.line + 1}.`);
  if (typeof git !== 'string') {
    if (git.behind !== undefined && git.behind > 0)
      advice.push(
        `Bring in ${git.behind} ${git.behind === 1 ? 'commit' : 'commits'} of the others: git pull --ff-only.`,
      );
    if (git.changed + git.untracked > 0 && (held !== undefined || git.changed > 0))
      advice.push(
        `Commit ${git.changed + git.untracked} changed ${git.changed + git.untracked === 1 ? 'file' : 'files'}.`,
      );
    if (git.ahead !== undefined && git.ahead > 0)
      advice.push(`Publish ${git.ahead} ${git.ahead === 1 ? 'commit' : 'commits'}: git push.`);
  }
  if (now.kind === 'unknown' && !held) advice.push(now.reason);
  return advice.slice(0, mostAdvice);
}
