import { exitCodes } from './exitCodes.ts';
import { refusedInJson } from './refusedInJson.ts';
import type { Shell } from './shell.ts';

const help = `Usage: runsheet shift start [N] | end | takeover [N] --reason TEXT | status | handoff ...

Shifts that several machines share over a git remote: nobody can hold one that another holds. What is stopped, even by a
crash, goes on where it was when the same command is given again. What you edited or staged stays as it is.

start [N]             bring in the newest, read the handoff before, claim the shift, open its handoff
  --agent TYPE        which kind of agent you are, as the plan names it
  --received TEXT     what you understood of the handoff before; it is written into it
  --previous WHAT     wait, abandon or end: the shift before, where it never ended; with --reason TEXT
                      (which shift is asked by N, where the time of day fits several)
takeover [N]          the same for a shift that somebody else holds; --reason TEXT says why
end                   run the checks, commit, push, complete the handoff, give the shift back
  --message TEXT      of the commit
  --include WHAT      all, staged or none of the changed files
  --status, --summary, --blockers, --actions, --watch TEXT
                      what the handoff does not say yet; --status "WATCH: why"
  --score WHAT        replace or keep a number that somebody else wrote
  --fall-reason TEXT  why what is proven has fallen, where it has
  --tracker WHAT      write or keep a tracker that somebody else changed, or that has no part for Runsheet
  --no-push           send nothing; the shift stays "ending"
  --yes               every question as it is proposed: what is staged, else all files, but secrets and large ones;
                      "None." where nothing is said
status                how everything stands: score, shift, services, health, git, the latest handoff, what to do next
handoff               the documents that shifts leave to each other: show, list, new, check, and what adds to them; see
                      runsheet shift handoff --help

Options:
  --json      print JSON, also of a refusal; the steps go to stderr
  --help      print this

Exit codes: 0 done; 1 the end is complete here and could not be sent, or something stands in the way; 2 wrong use, or a
question that needs an answer; 3 somebody else holds the shift.
`;

/** `runsheet shift`: a word of its own for each thing to do. */
export function shift(argv: readonly string[], shell: Shell): Promise<number> {
  const of = argv[0] === 'handoff' ? 'shift handoff' : 'shift';
  return refusedInJson(argv, `runsheet ${of} --help`, shell, (own) => shiftWord(argv, own), { steps: [] });
}

async function shiftWord(argv: readonly string[], shell: Shell): Promise<number> {
  const [word, ...rest] = argv;
  if (word === undefined || word === '--json') {
    shell.complain('Say what to do: start, end, takeover, status or handoff. See runsheet shift --help.');
    return exitCodes.wrongUse;
  }
  if (word === '--help' || word === '-h') {
    shell.write(help);
    return exitCodes.good;
  }
  if (word === 'handoff') return (await import('./shiftHandoff.ts')).shiftHandoff(rest, shell);
  if (rest.includes('--help') || rest.includes('-h')) {
    shell.write(help);
    return exitCodes.good;
  }
  switch (word) {
    case 'start':
    case 'takeover':
      return (await import('./shiftStart.ts')).shiftStart(rest, word === 'takeover', shell);
    case 'end':
      return (await import('./shiftEnd.ts')).shiftEnd(rest, shell);
    case 'status':
      return (await import('./shiftStatus.ts')).shiftStatus(rest, shell);
    default:
      shell.complain(`There is no "runsheet shift ${word}". See runsheet shift --help.`);
      return exitCodes.wrongUse;
  }
}
