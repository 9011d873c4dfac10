import { visibleText } from '../core/run/lane/visibleText.ts';
import { secretVariable } from '../core/run/secretReference.ts';
import type { Refusal } from '../node/run/prepareRuns.ts';

/** Why a run does not start and which flag would change that, as sentences; the first says the most. */
export function refusalText(refusal: Refusal, remembered: ReadonlyMap<string, string>): string {
  const { item } = refusal;
  const line = (item.part.kind === 'whole' ? item.runnable.line : item.part.line) + 1;
  const at = `Line ${line}: `;
  switch (refusal.code) {
    case 'danger': {
      const reasons = refusal.run.danger.reasons.map(({ command, reason }) => `${visibleText(command)}: ${reason}`);
      return `${at}nothing was run, because it is dangerous. ${reasons.join(' ')} It would run in ${visibleText(refusal.cwd)}. To run it: --yes ${line}`;
    }
    case 'placeholder': {
      const flags = refusal.placeholders.map(({ name, secret }) => {
        if (secret) return `${secretVariable(name, new Set())} in the environment`;
        const last = remembered.get(name);
        return `--set "${name}=..."${last === undefined ? '' : ` (${last} the last time)`}`;
      });
      return `${at}nothing was run, because something has to be filled in: ${flags.join(', ')}`;
    }
    case 'variable':
      return `${at}nothing was run, because a variable beside a dangerous command has no value: ${refusal.variables.map((name) => `--set ${name}=...`).join(', ')}`;
    case 'value':
      return `${at}nothing was run. ${refusal.reason}`;
    case 'control-character':
      return `${at}nothing was run, because the command has a control character (${refusal.character}). Remove it from the plan.`;
    case 'nothing-left':
      return `${at}nothing is left of the command without the lines that are left out.`;
    case 'no-folder':
      return `${at}nothing was run, because its folder ${visibleText(refusal.folder)} does not exist.`;
    case 'endless':
      return `${at}nothing was run, because "${visibleText(refusal.command)}" does not end by itself and what follows would wait for ever. Leave it out: --without ${line}`;
  }
}
