import { inlineText } from '../../core/shifts/handoffText.ts';
import { changeRegion } from '../../core/shifts/managedRegion.ts';
import { trackerRegion } from '../../core/shifts/trackerText.ts';
import type { EndContext } from './endContext.ts';
import { readIfThere } from './handoffFiles.ts';
import type { Question, Step } from './procedure.ts';
import { readRecords } from './shiftRecords.ts';
import { trackerContent, trackerFile } from './trackerBook.ts';

const shownLines = 30;

/** Whether Runsheet may write the tracker: what a person wrote in its part, and a tracker without one, is asked about. */
export const trackerStep: Step<EndContext> = {
  id: 'tracker',
  title: 'Look at the tracker',
  run: async ({ root, config, ask, journal }) => {
    const file = trackerFile(config.handoffs);
    const text = await readIfThere(root, file);
    if (text === undefined) return { kind: 'skipped', text: `There is no ${file}.` };
    const next = trackerContent(await readRecords(root, config.handoffs));
    const change = changeRegion(text, trackerRegion, next);
    if (change.kind === 'refused')
      return { kind: 'warned', text: `${file}:${change.line + 1}: ${change.reason} It stays as it is.` };
    if (change.kind === 'same' || change.kind === 'replace')
      return { kind: 'done', text: `${file} is brought up to date.` };
    const isEdited = change.kind === 'edited';
    const question: Question = {
      id: 'tracker',
      text: isEdited
        ? `Somebody changed the part of ${file} that Runsheet writes. Replace it?`
        : `${file} has no part that Runsheet writes. Put one at its end?`,
      ...(isEdited && { detail: difference(change.present, change.next) }),
      flag: '--tracker write|keep',
      kind: 'choice',
      options: [
        { value: 'keep', label: 'Leave the file as it is' },
        { value: 'write', label: isEdited ? 'Replace that part' : 'Put it there' },
      ],
      initial: 'keep',
      optional: true,
    };
    if ((await ask(question)) !== 'write')
      return {
        kind: 'skipped',
        text: `${file} stays as it is; --tracker write ${isEdited ? 'replaces its part' : 'puts one in'}.`,
      };
    await journal.note({ tracker: 'write' });
    return { kind: 'done', text: `${file} is brought up to date.` };
  },
};

/** The lines that go and the lines that come. */
function difference(present: string, next: string): readonly string[] {
  const [was, is] = [present.split(/\r\n|\n|\r/), next.split('\n')];
  const only = (lines: readonly string[], others: readonly string[], sign: string): readonly string[] =>
    lines.filter((line) => line.trim() !== '' && !others.includes(line)).map((line) => `${sign} ${inlineText(line)}`);
  return [...only(was, is, '-'), ...only(is, was, '+')].slice(0, shownLines);
}
