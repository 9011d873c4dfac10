import { inlineText, newHandoffText } from '../../core/shifts/handoffText.ts';
import { applyTextEdits } from '../../core/edit/applyTextEdits.ts';
import { addBlocker, receiveHandoff } from '../../core/shifts/handoffEdits.ts';
import type { Blocker } from '../../core/shifts/handoff.ts';
import type { HandoffFile } from '../../core/shifts/handoffFiles.ts';
import { instantText, readInstant, spanText } from '../../core/shifts/instant.ts';
import { scoreName } from '../../core/shifts/scoreFile.ts';
import { lineOf } from './checkResult.ts';
import { endForHolder, notKnown } from './endForHolder.ts';
import { handoffPath, handoffsBefore, handoffsOf, readIfText, readIfThere, writeShared } from './handoffFiles.ts';
import { cancelled, type Step, type StepOutcome, Stopped } from './procedure.ts';
import { stateOf } from './shiftContext.ts';
import { writeHeldShift } from './shiftState.ts';
import { scheduleOf, shiftOf, type StartContext } from './startContext.ts';

const shownActions = 20;
/** A shift may be begun a little before its time. */
const earlyMs = 30 * 60_000;

/** The handoff before, the score, and what is to be done. */
export const showStep: Step<StartContext> = {
  id: 'show',
  title: 'Read the handoff before',
  everyTime: true,
  run: async (context) => {
    const { root, config } = context;
    const shift = shiftOf(context);
    const { all, problems } = handedOver(context);
    const [first] = all;
    const planned = (await scheduleOf(context)).shift(shift);
    const score = (await readIfText(root, `${config.handoffs}/${scoreName}`))?.slice(0, 40).trim();
    const status = first?.handoff.status;
    const services: string[] = [];
    if (context.config.services.length > 0)
      await context.runChecks?.(
        context,
        'service',
        shift,
        () => false,
        (each) => Promise.resolve(void services.push(`Service ${lineOf(each)}`)),
      );
    const detail = [
      ...(await oddities(context)),
      ...problems,
      ...(status ? [`Status: ${status.word ?? ''} ${status.reason}`.trim()] : []),
      ...openBlockers(all).map(({ priority, text }) => `Blocker: ${[priority, text].filter(Boolean).join(' ')}`),
      ...all
        .flatMap(({ handoff }) => handoff.actions.filter(({ done }) => !done))
        .slice(0, shownActions)
        .map((each) => `To do: ${[each.priority, each.text].filter(Boolean).join(' ')}`),
      ...(score === undefined || score === '' ? [] : [`Score: ${score}`]),
      ...services,
      ...(planned?.goal === undefined ? [] : [`Goal: ${planned.goal}`]),
      ...(planned?.tasks.map((task) => `Task: ${task}`) ?? []),
    ].map(inlineText);
    if (!first) return { kind: 'skipped', text: 'There is no handoff of an earlier shift.', detail };
    const text = `The last handoff is ${all.map((each) => each.path).join(' and ')}.`;
    return { kind: problems.length > 0 ? 'warned' : 'done', text, detail };
  },
};

/** A number behind the last shift of the plan, and a shift that begins much later: a typing error, or a clock that is off. */
async function oddities(context: StartContext): Promise<readonly string[]> {
  const shift = shiftOf(context);
  const schedule = await scheduleOf(context);
  const { startsAtMs } = schedule.shift(shift) ?? {};
  const { last = Infinity } = schedule;
  const early = (startsAtMs ?? 0) - context.now();
  return [
    ...(shift > last ? [`The plan has ${last} shifts: shift ${shift} is not among them.`] : []),
    ...(startsAtMs !== undefined && early > earlyMs
      ? [`By the schedule shift ${shift} begins at ${instantText(startsAtMs)}, in ${spanText(early)}.`]
      : []),
  ];
}

/** What the one who receives a handoff has understood of it, written into it. */
export const readBackStep: Step<StartContext> = {
  id: 'read-back',
  title: 'Acknowledge the handoff before',
  run: async (context) => {
    const { root, ask, now, journal } = context;
    await endForHolder(context);
    const [before] = handedOver(context).all;
    if (!before) return { kind: 'skipped', text: 'There is none.' };
    const file = before.path;
    const { previousState, previousReason, agent } = journal.facts;
    const isLeft = previousState !== undefined && before.shift === shiftOf(context) - 1;
    const fromLine = isLeft && previousReason !== undefined ? ` (${previousReason})` : '';
    const answer = await ask({
      id: 'received',
      text: `What is to be done first, in your words, after ${file}?`,
      flag: '--received TEXT',
      kind: 'text',
      document: file,
      optional: true,
    });
    // Whoever cancels has not said that there is nothing to say: it is asked again.
    if (answer === undefined && context.signal?.aborted) throw new Stopped(cancelled);
    const understood = typeof answer === 'string' ? answer.trim() : '';
    if (understood === '')
      return { kind: 'skipped', text: `Nothing was said; --received TEXT writes into ${file} what you understood.` };
    const present = await readIfText(root, file);
    // The shift is claimed: a document that cannot be changed is no reason to go no further.
    const notWritten = (why: string): StepOutcome => ({
      kind: 'warned',
      text: `What you understood is not written into ${file}.`,
      detail: [why],
    });
    if (present === undefined) return notWritten('It is no text in UTF-8: save it as such.');
    const { holder } = stateOf(context);
    const by = `${agent ?? holder}${fromLine}`;
    if (present.includes(`${inlineText(by)}: ${inlineText(understood)}`))
      return { kind: 'done', text: `It stands in ${file}.` };
    const change = receiveHandoff(present, { by, atMs: now(), understood });
    if ('refused' in change) return notWritten(change.refused);
    await writeShared(root, file, applyTextEdits(present, change.edits));
    return { kind: 'done', text: `It stands in ${file} now.` };
  },
};

/** The new handoff, and the note in the git folder that the shift is held here. */
export const openHandoffStep: Step<StartContext> = {
  id: 'open',
  title: 'Open the handoff',
  run: async (context) => {
    const { root, config, journal, now, repo } = context;
    const { agent, nonce = '', claimedAtMs, remote, claimed, untilMs } = journal.facts;
    const shift = shiftOf(context);
    const { head, holder } = stateOf(context);
    const handoff = handoffPath(config.handoffs, shift);
    const startedAtMs = claimedAtMs ?? now();
    const there = await readIfThere(root, handoff);
    const facts = { shift, holder, startedAtMs, startCommit: head.commit, ...(agent !== undefined && { agent }) };
    if (there === undefined) await writeShared(root, handoff, withBlockers(context, newHandoffText(facts)));
    context.held = {
      v: 1,
      shift,
      holder,
      nonce,
      startedAtMs,
      startCommit: head.commit,
      handoff,
      ...(agent !== undefined && { agent }),
      ...(untilMs !== undefined && { untilMs }),
      ...(claimed === true && remote !== undefined && { remote }),
    };
    await writeHeldShift(repo.gitDir, context.held);
    return there === undefined
      ? { kind: 'done', text: `${handoff} is open.` }
      : { kind: 'done', text: `${handoff} was there, and is gone on with.` };
  },
};

/** What was blocked and is not resolved is blocked still, whoever works: it goes into the new handoff. */
function withBlockers(context: StartContext, fresh: string): string {
  let text = fresh;
  for (const { text: said, priority, needs, since } of openBlockers(handedOver(context).all)) {
    const sinceMs = since === undefined ? undefined : readInstant(since);
    const blocker = {
      text: said,
      ...(priority && { priority }),
      ...(needs !== undefined && { needs }),
      ...(sinceMs !== undefined && { sinceMs }),
    };
    const change = addBlocker(text, blocker);
    if ('edits' in change) text = applyTextEdits(text, change.edits);
  }
  return text;
}

function openBlockers(all: readonly HandoffFile[]): readonly Blocker[] {
  return all.flatMap(({ handoff }) => handoff.blockers).filter(({ resolved, text }) => !resolved && text !== notKnown);
}

/** The handoffs before this shift, and what is wrong with them, as sentences. */
function handedOver(context: StartContext): {
  readonly all: readonly HandoffFile[];
  readonly problems: readonly string[];
} {
  const { root, config } = context;
  const found = handoffsOf(root, config.handoffs);
  const all = handoffsBefore(found, config.handoffs, shiftOf(context));
  const problems = found.problems.filter(({ path }) => all.some((each) => each.path === path));
  return { all, problems: problems.map(({ path, message }) => `${path}: ${message}`) };
}
