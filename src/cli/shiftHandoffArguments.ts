import type { Priority } from '../core/model.ts';
import { readOptions } from './readOptions.ts';

export const handoffHelp = `Usage: runsheet shift handoff ACTION [options]

Actions:
  show [N|FILE]     print a handoff, the latest by default
  list              all handoffs, oldest first
  new [N]           make the handoff of shift N; without a number HANDOFF.md, outside any schedule
  check [N|FILE]    say what has to be filled before it is complete
  blocker TEXT      add a blocker              [--priority P0..P3] [--needs WHO OR WHAT]
  note TEXT         add a note with the time
  done TEXT         add what was done          [--evidence TEXT] [--verified]
  action TEXT       add an action for the next [--priority P0..P3] [--owner WHO]

Options:
  --agent TYPE      with new: the kind of agent
  --to N|FILE       with blocker, note, done and action: which handoff; the one that is worked on by default
  --json            print JSON

Exit codes: 0 good; 1 it is not complete, or nothing was changed, with the reason; 2 wrong use, or there is no such handoff.
`;

const actions = ['show', 'list', 'new', 'check', 'blocker', 'note', 'done', 'action'] as const;
const priorities: readonly Priority[] = ['P0', 'P1', 'P2', 'P3'];

export interface HandoffArguments {
  readonly action: (typeof actions)[number];
  /** A number, a file or a text. */
  readonly target?: string;
  readonly to?: string;
  readonly agent?: string;
  readonly priority?: Priority;
  readonly needs?: string;
  readonly evidence?: string;
  readonly owner?: string;
  readonly verified: boolean;
  readonly json: boolean;
}

/** Reads the words behind `runsheet shift handoff`; what is wrong with them is a sentence. */
export function readHandoffArguments(argv: readonly string[]): HandoffArguments | 'help' | { readonly wrong: string } {
  const flag = { type: 'boolean', default: false } as const;
  const text = { type: 'string' } as const;
  const options = {
    ...{ agent: text, to: text, priority: text, needs: text, evidence: text, owner: text },
    ...{ verified: flag, json: flag, help: { ...flag, short: 'h' } },
  } as const;
  const parsed = readOptions(argv, options);
  if (typeof parsed === 'string') return { wrong: parsed };
  const { values, positionals } = parsed;
  if (values.help) return 'help';
  const [name, target, ...others] = positionals;
  const action = actions.find((each) => each === name);
  if (!action) return { wrong: name === undefined ? 'An action is missing.' : `There is no action "${name}".` };
  const needsText = action === 'blocker' || action === 'note' || action === 'done' || action === 'action';
  if (needsText && (target ?? '').trim() === '') return { wrong: `Say the text of the ${action}, in quotes.` };
  if (others.length > 0) return { wrong: `${action} takes one ${needsText ? 'text, in quotes' : 'number or file'}.` };
  if (action === 'list' && target !== undefined) return { wrong: 'list takes no name.' };
  const allowed: Readonly<Record<string, readonly string[]>> = {
    agent: ['new'],
    to: ['blocker', 'note', 'done', 'action'],
    priority: ['blocker', 'action'],
    needs: ['blocker'],
    evidence: ['done'],
    owner: ['action'],
  };
  for (const [option, takers] of Object.entries(allowed))
    if (values[option as keyof typeof values] !== undefined && !takers.includes(action))
      return { wrong: `--${option} goes with ${takers.join(', ')}.` };
  if (values.verified && action !== 'done') return { wrong: '--verified goes with done.' };
  const { priority: written, agent, to, needs, evidence, owner, verified, json } = values;
  const priority = priorities.find((each) => each === written?.toUpperCase());
  if (written !== undefined && !priority) return { wrong: `--priority ${written} is none of P0, P1, P2 and P3.` };
  return {
    action,
    verified,
    json,
    ...(target !== undefined && { target }),
    ...(to !== undefined && { to }),
    ...(agent !== undefined && { agent }),
    ...(priority && { priority }),
    ...(needs !== undefined && { needs }),
    ...(evidence !== undefined && { evidence }),
    ...(owner !== undefined && { owner }),
  };
}
