import { checkHandoff, type HandoffGap } from '../../core/shifts/checkHandoff.ts';
import type { HandoffSection, StatusWord } from '../../core/shifts/handoff.ts';
import { completeHandoff, fillSection } from '../../core/shifts/handoffEdits.ts';
import { carriedItem, openBlockers } from '../../core/shifts/openBlockers.ts';
import { inlineText, newHandoffText } from '../../core/shifts/handoffText.ts';
import { readHandoff } from '../../core/shifts/readHandoff.ts';
import { splitScore, splitText } from '../../core/shifts/scoreFall.ts';
import { changeScore, scoreName } from '../../core/shifts/scoreFile.ts';
import type { ShiftRecord } from '../../core/shifts/shiftHistory.ts';
import type { MeasuredScore } from '../../core/shifts/measurement.ts';
import { readHandoffs } from '../handoff/readHandoffs.ts';
import { lineOf } from './checkResult.ts';
import type { EndContext } from './endContext.ts';
import { changed, readIfThere, writeShared } from './handoffFiles.ts';
import { answerOf, type Question, type Step, Stopped } from './procedure.ts';
import { readState, stateOf } from './shiftContext.ts';
import { readRecords } from './shiftRecords.ts';

/** The proven number goes into the score file; over a number that somebody else wrote only when the user says so. */
export const scoreStep: Step<EndContext> = {
  id: 'score',
  title: 'Write the score',
  run: async (context) => {
    const { root, config, wanted, ask, journal } = context;
    const measured = await wanted.readScore?.(root, config, context.now(), context.signal);
    if (measured === undefined) return { kind: 'skipped', text: 'No plan has anything to be ready: the score stays.' };
    await journal.note({ measured });
    const records = await readRecords(root, config.handoffs);
    const fall = await explainFall(context, records.at(-1), measured);
    const detail = fall === undefined ? [] : [fall];
    const { proven } = measured;
    const file = `${config.handoffs}/${scoreName}`;
    const lastWritten = records.findLast(({ written }) => written !== undefined)?.written;
    const change = changeScore(await readIfThere(root, file), lastWritten, proven);
    const score = Math.floor(proven);
    if (change.kind === 'same') {
      await journal.note({ score });
      return { kind: 'done', text: `It is ${score}%, as before.`, detail };
    }
    if (change.kind === 'ask') {
      const question: Question = {
        id: 'score',
        text: change.question,
        flag: '--score replace|keep',
        kind: 'choice',
        options: [
          { value: 'keep', label: 'Keep the number that is there' },
          { value: 'replace', label: `Write ${score}%` },
        ],
        initial: 'keep',
      };
      const answer = await ask(question);
      if (answer === undefined)
        throw new Stopped({
          reason: 'question',
          sentence: question.text,
          remedy: `Say it with ${question.flag}.`,
          question,
        });
      if (answer !== 'replace')
        return { kind: 'skipped', text: `${file} keeps its number; ${score}% is proven.`, detail };
    }
    await journal.note({ score, scoreText: change.text });
    return { kind: 'done', text: `${score}% is proven.`, detail };
  },
};

/** How the number came from that of the last end. A regression stops the end until somebody says why. */
async function explainFall(
  context: EndContext,
  last: ShiftRecord | undefined,
  measured: MeasuredScore,
): Promise<string | undefined> {
  const split = last && splitScore(last.snapshot, measured.snapshot);
  if (!split) return undefined;
  const text = splitText(split);
  await context.journal.note({ scoreSplit: text });
  if (!split.stops || context.journal.facts.fallReason !== undefined) return text;
  const worse = split.regressed.slice(0, 10).join(', ');
  const fallReason = await answerOf(context.ask, {
    id: 'fall-reason',
    text: `What was proven has fallen. ${text} It got worse: ${worse}. Why?`,
    flag: '--fall-reason TEXT, or mend it',
    kind: 'text',
  });
  await context.journal.note({ fallReason });
  return `${text} ${inlineText(fallReason)}`;
}

const asked: Readonly<Partial<Record<HandoffSection, readonly [string, string]>>> = {
  status: ['--status "STABLE|WATCH|UNSTABLE: why"', 'How do things stand: STABLE, WATCH or UNSTABLE, and why?'],
  summary: ['--summary TEXT', 'What happened in this shift, in a few sentences?'],
  blockers: ['--blockers TEXT', 'What is blocked?'],
  actions: ['--actions TEXT', 'What is the next shift to do?'],
  watch: ['--watch TEXT', 'What is to be watched, and what to do if?'],
};

/** The facts go into the handoff, what it leaves open is asked, and it is complete then, sent or not. */
export const handoffStep: Step<EndContext> = {
  id: 'handoff',
  title: 'Complete the handoff',
  run: async (context) => {
    const { root, held, journal, now } = context;
    const { head } = await readState(context);
    const { handoff: file, shift, holder, agent, startedAtMs, startCommit } = held;
    const endedAtMs = journal.facts.endedAtMs ?? now();
    await journal.note({ endedAtMs, endCommit: head.commit });
    const start = { shift, holder, startedAtMs, startCommit, ...(agent !== undefined && { agent }) };
    let text = (await readIfThere(root, file)) ?? newHandoffText(start);
    const facts = factLines(context).join('\n');
    if (!text.includes(firstFact(context))) text = changed(text, fillSection(text, 'facts', facts), file);
    text = forceDown(text, context);
    const filled: string[] = [];
    for (const gap of checkHandoff(readHandoff(text))) {
      const answer = await askGap(context, gap, file);
      if (answer === undefined) continue;
      filled.push(gap.section);
      text = changed(text, fillSection(text, gap.section, answer), file);
    }
    text = forceDown(text, context);
    const gaps = checkHandoff(readHandoff(text));
    if (gaps.length > 0) {
      // What was answered is not asked again.
      await writeShared(root, file, text);
      throw new Stopped(incomplete(gaps, file));
    }
    const { score } = journal.facts;
    const end = { endedAtMs, endCommit: head.commit, state: 'ending', ...(score !== undefined && { score }) } as const;
    await writeShared(root, file, changed(text, completeHandoff(text, end), file));
    return {
      kind: 'done',
      text: filled.length === 0 ? `${file} is complete.` : `${file} is complete; filled in: ${filled.join(', ')}.`,
    };
  },
};

async function askGap(context: EndContext, gap: HandoffGap, file: string): Promise<string | undefined> {
  const [flag, text] = asked[gap.section] ?? ['', gap.message];
  const left = gap.section === 'blockers' ? carried(context, file) : [];
  const answer = await context.ask({
    id: `handoff-${gap.section}`,
    text,
    detail: [
      `${file}${gap.line === undefined ? '' : `:${gap.line + 1}`}: ${gap.message}`,
      ...(left.length === 0 ? [] : ['What the shift before left, and nobody resolved, is proposed.']),
    ],
    flag,
    kind: 'text',
    document: file,
    initial: gap.section === 'status' ? statusLine(context) : left.length > 0 ? left.join('\n') : 'None.',
  });
  return typeof answer === 'string' && answer.trim() !== '' ? answer.trim() : undefined;
}

/** That a shift ends resolves nothing of what it was handed. */
function carried({ root, config }: EndContext, file: string): readonly string[] {
  const { files } = readHandoffs(root, config.handoffs);
  return openBlockers(
    files,
    files.find(({ path: at }) => at === file),
  ).map(carriedItem);
}

function incomplete(gaps: readonly HandoffGap[], file: string) {
  const lines = gaps.map(({ line, message }) => `${file}${line === undefined ? '' : `:${line + 1}`}: ${message}`);
  const flags = gaps.flatMap(({ section }) => asked[section]?.[0] ?? []);
  return {
    reason: 'question',
    sentence: `The handoff is not complete:\n${lines.join('\n')}`,
    remedy: `Fill it in, or say it with ${flags.join(', ')}; --yes writes "None." where nothing is said. Then end the shift again.`,
    question: { id: 'handoff', text: 'What does the handoff say?', flag: flags.join(', '), kind: 'text' },
  } as const;
}

/** What the checks allow the status to be; failing tests do not forbid the end. */
function wordOf({ journal }: EndContext): StatusWord {
  const checks = journal.facts.checks ?? [];
  if (checks.some(({ state }) => state === 'failed')) return 'UNSTABLE';
  return checks.some(({ state }) => state === 'unknown') ? 'WATCH' : 'STABLE';
}

function statusLine(context: EndContext): string {
  const checks = context.journal.facts.checks ?? [];
  const bad = checks.filter(({ state }) => state !== 'passed').map(({ name, state }) => `${name} ${state}`);
  const why = checks.length === 0 ? 'nothing was checked' : bad.length === 0 ? 'every check passed' : bad.join(', ');
  return `${checks.length === 0 ? 'WATCH' : wordOf(context)}: ${inlineText(why)}.`;
}

/** A word that is better than the checks allow is replaced in its place. */
function forceDown(text: string, context: EndContext): string {
  const handoff = readHandoff(text);
  const order: readonly StatusWord[] = ['UNSTABLE', 'WATCH', 'STABLE'];
  const [allowed, said] = [wordOf(context), handoff.status?.word];
  const span = handoff.sections.status;
  if (said === undefined || !span || order.indexOf(said) <= order.indexOf(allowed)) return text;
  const lines = text.split(/(?<=\n)/);
  const at = lines.findIndex(
    (line, index) => index >= span.line && index <= span.endLine && new RegExp(`(?<![A-Z])${said}(?![A-Z])`).test(line),
  );
  const line = lines[at];
  if (line === undefined) return text;
  lines[at] = line.replace(new RegExp(`(?<![A-Z])${said}(?![A-Z])`), allowed);
  return lines.join('');
}

function firstFact({ held, journal }: EndContext): string {
  return `- Commits: ${held.startCommit.slice(0, 7)} to ${(journal.facts.endCommit ?? '').slice(0, 7)}`;
}

function factLines(context: EndContext): readonly string[] {
  const { journal, held } = context;
  const { checks = [], score, scoreSplit, fallReason } = journal.facts;
  const { branch } = stateOf(context).head;
  const label = { suite: 'Tests', service: 'Services', address: 'Health', pool: 'Pool' } as const;
  const lines = checks.map((each) => `- ${label[each.kind]}: ${inlineText(lineOf(each))}`);
  return [
    `${firstFact(context)} on ${branch}`,
    ...(lines.length === 0 ? ['- Checks: none are configured'] : lines),
    ...(score === undefined ? [] : [`- Score: ${score}%`]),
    ...(scoreSplit === undefined ? [] : [`- Since the last end: ${scoreSplit}`]),
    ...(fallReason === undefined ? [] : [`- It fell for this reason: ${inlineText(fallReason)}`]),
    `- Coordinated: ${held.remote === undefined ? 'no, this shift was not claimed on a remote' : `on ${held.remote}`}`,
  ];
}
