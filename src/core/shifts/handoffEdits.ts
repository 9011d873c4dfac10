import type { TextEdit } from '../textEdit.ts';
import type { HandoffHead, HandoffSection } from './handoff.ts';
import {
  behind,
  footLine,
  headLine,
  itemInSection,
  openForChange,
  type HandoffChange,
  type HandoffDocument,
} from './handoffDocument.ts';
import { blockerItem, doneItem, headValue, inlineText, itemText, noteItem, type NewBlocker } from './handoffText.ts';
import { clockText, instantText } from './instant.ts';
import { completeMarker, readHandoff } from './readHandoff.ts';

function change(text: string, edit: (document: HandoffDocument) => readonly TextEdit[]): HandoffChange {
  const document = openForChange(text);
  return typeof document === 'string' ? { refused: document } : { edits: edit(document) };
}

const needsText = (what: string): HandoffChange => ({ refused: `Say what ${what} is.` });

/** *Add Blocker*: an item under Blockers with priority, what it needs, and since when. */
export function addBlocker(text: string, blocker: NewBlocker): HandoffChange {
  if (inlineText(blocker.text) === '') return needsText('the blocker');
  return change(text, (document) => [itemInSection(document, 'blockers', blockerItem(blocker))]);
}

/** *Add Note*: a line with its time under In progress. */
export function addNote(text: string, note: string, nowMs: number): HandoffChange {
  if (inlineText(note) === '') return needsText('the note');
  return change(text, (document) => [itemInSection(document, 'inProgress', noteItem(clockText(nowMs), note))]);
}

/** *Mark Done*: an item under Done with what shows it. Without evidence it is unverified, whatever is said. */
export function markDone(
  text: string,
  done: { readonly claim: string; readonly evidence?: string; readonly verified: boolean },
): HandoffChange {
  if (inlineText(done.claim) === '') return needsText('done');
  const isVerified = done.verified && inlineText(done.evidence ?? '') !== '';
  return change(text, (document) => [itemInSection(document, 'done', doneItem(done.claim, done.evidence, isVerified))]);
}

/** An action for the next shift: `- [ ] P1 Backend: ask for the password`. */
export function addAction(
  text: string,
  action: { readonly text: string; readonly priority?: string; readonly owner?: string },
): HandoffChange {
  if (inlineText(action.text) === '') return needsText('the action');
  const owner = action.owner === undefined ? '' : `${inlineText(action.owner)}: `;
  const lead = `${action.priority === undefined ? '' : `${action.priority} `}${owner}`;
  const item = `- [ ] ${lead}${lead === '' ? itemText(action.text) : inlineText(action.text)}`;
  return change(text, (document) => [itemInSection(document, 'actions', item)]);
}

/** Fills a section with a text of its own, or says "None." in one that is empty; what stands there stays. */
export function fillSection(text: string, section: HandoffSection, content: string): HandoffChange {
  return change(text, (document) => [itemInSection(document, section, content.split('\n').join(document.eol))]);
}

/**
 * *Received by*, at the start of the next shift: who, when, and what the receiver understood. A shift that was abandoned
 * stays that.
 */
export function receiveHandoff(
  text: string,
  received: { readonly by: string; readonly atMs: number; readonly understood: string },
): HandoffChange {
  const understood = inlineText(received.understood);
  if (understood === '') return needsText('understood');
  const item = `- ${instantText(received.atMs)} ${inlineText(received.by)}: ${understood}`;
  const isAbandoned = readHandoff(text).head.state === 'abandoned';
  return change(text, (document) => [
    ...(isAbandoned ? [] : [headLine(document, 'state', 'acknowledged')]),
    itemInSection(document, 'receivedBy', item),
  ]);
}

/** Sets lines of the head; a key that is absent stays as it is. */
export function setHead(text: string, head: HandoffHead): HandoffChange {
  return change(text, (document) => headEdits(document, head));
}

/** The end of a shift: the head's last lines, and the marker at the foot that shows that nothing is missing. */
export function completeHandoff(text: string, head: HandoffHead): HandoffChange {
  return change(text, (document) => {
    const foot = footLine(document);
    const marker = `<!-- ${completeMarker} -->`;
    const last = document.lines.findLastIndex((line) => line.trim() !== '');
    const atFoot =
      foot === undefined
        ? behind(document, Math.max(0, last), ['', marker])
        : { line: foot, column: 0, endLine: foot, endColumn: (document.lines[foot] ?? '').length, newText: marker };
    return [...headEdits(document, { state: 'ended', ...head }), atFoot];
  });
}

function headEdits(document: HandoffDocument, head: HandoffHead): readonly TextEdit[] {
  const keys: readonly (keyof HandoffHead)[] = [
    'shift',
    'agent',
    'holder',
    'state',
    'startedAtMs',
    'endedAtMs',
    'startCommit',
    'endCommit',
    'score',
  ];
  return keys.flatMap((key) => {
    const value = headValue(head, key);
    return value === undefined ? [] : [headLine(document, key, value)];
  });
}
