import type { Interpreter, Placeholder, Runnable } from '../model.ts';
import { findControlCharacters } from './control.ts';
import { type Danger, judgeDanger } from './danger.ts';
import { type Endless, isEndless } from './endless.ts';
import { fillForRun } from './fillForRun.ts';
import { typedLine } from './lane/typedLine.ts';
import { isOneLine, isSecretName, type PlaceholderValues } from './placeholders.ts';
import { runText, type RunPart, type RunText, wholeRunnable } from './runText.ts';

/** What is to be run, and what is known of where it will run. */
export interface RunRequest {
  readonly runnable: Runnable;
  /** The whole by default. */
  readonly part?: RunPart;
  /** 0-based lines of commands that are left out. */
  readonly without?: ReadonlySet<number>;
  /** Of placeholders, and of variables that the text leaves unset, by name. */
  readonly values?: PlaceholderValues;
  /** Variables that have a value where it runs. */
  readonly known?: ReadonlySet<string>;
  /** The shell of the terminal, where there is one and it is known. */
  readonly terminal?: Interpreter;
  /** Whether a path exists, from the folder in which it runs. */
  readonly existingFile?: (path: string) => boolean | undefined;
}

/** All that a shell needs to run it. Plain data; `env` holds secrets, and nothing else does. */
export interface ComposedRun {
  readonly kind: 'run';
  /** As it stands in the plan, with open placeholders: what is shown, hashed and recorded. */
  readonly text: string;
  /** The commands of the text, with the 0-based line each comes from. */
  readonly commands: RunText['commands'];
  readonly label?: string;
  /** What is run, with the values. */
  readonly script: string;
  readonly interpreter: Interpreter;
  /** Variables to be set for it: secrets, and what was given for unset variables. Not to be written anywhere. */
  readonly env: Readonly<Record<string, string>>;
  /** The values that must not appear in records and logs. */
  readonly secrets: readonly string[];
  /** *As typed* needs a terminal that stands in the folder and reports ends; otherwise it is a script too. */
  readonly lane: 'typed' | 'script';
  /** Why it is not typed. */
  readonly laneReason?: string;
  /** Of the script with its values, files looked up. */
  readonly danger: Danger;
  readonly endless: Endless;
}

/** Why nothing can be run, as codes: each shell has its own sentences. */
export type RunRefusal =
  | { readonly kind: 'refused'; readonly code: 'not-found' }
  | { readonly kind: 'refused'; readonly code: 'control-character'; readonly character: string }
  | { readonly kind: 'refused'; readonly code: 'placeholder'; readonly placeholders: readonly Placeholder[] }
  /** Variables without value beside a command that deletes or overwrites. */
  | { readonly kind: 'refused'; readonly code: 'variable'; readonly variables: readonly string[] }
  /** `reason` is a sentence. */
  | { readonly kind: 'refused'; readonly code: 'value'; readonly reason: string };

/**
 * Makes a run of a runnable, of one of its lines or steps: text, script, environment, lane, danger. Pure; the present
 * text of the document has to stand behind the runnable.
 */
export function composeRun(request: RunRequest): ComposedRun | RunRefusal {
  const { runnable, part = wholeRunnable, values = new Map<string, string>() } = request;
  const chosen = runText(runnable, part, request.without);
  if (!chosen) return { kind: 'refused', code: 'not-found' };
  const control = findControlCharacters(chosen.text).find(({ refused }) => refused);
  if (control) return { kind: 'refused', code: 'control-character', character: control.code };
  const placeholders = runnable.placeholders.filter(({ text }) => chosen.text.includes(text));
  const filled = fillForRun(chosen.text, placeholders, values, runnable.interpreter);
  if (filled.kind === 'open') return { kind: 'refused', code: 'placeholder', placeholders: filled.placeholders };
  if (filled.kind === 'refused') return { kind: 'refused', code: 'value', reason: filled.reason };
  const { script } = filled;
  const language = runnable.interpreter === 'pwsh' ? 'pwsh' : runnable.language;
  const danger = judgeDanger(script, language, {
    rollback: runnable.rollback === true,
    known: new Set([...(request.known ?? []), ...values.keys(), ...Object.keys(filled.env)]),
    ...(request.existingFile && { existingFile: request.existingFile }),
  });
  if (danger.unset.length > 0) return { kind: 'refused', code: 'variable', variables: danger.unset };
  const given = givenVariables(values, placeholders);
  if (given === undefined)
    return { kind: 'refused', code: 'value', reason: 'A value must be one line without control characters.' };
  const env = { ...given, ...filled.env };
  const lane = laneOf(request, script, env);
  return {
    kind: 'run',
    text: chosen.text,
    commands: chosen.commands,
    ...(chosen.label !== undefined && { label: chosen.label }),
    script,
    interpreter: runnable.interpreter,
    env,
    secrets: [
      ...Object.values(filled.env),
      ...Object.entries(given).flatMap(([name, value]) => (isSecretName(name) ? value : [])),
    ],
    ...lane,
    danger,
    endless: isEndless(script, language),
  };
}

/** Values that are no placeholder's are variables. Undefined if one cannot be a value. */
function givenVariables(
  values: PlaceholderValues,
  placeholders: readonly Placeholder[],
): Readonly<Record<string, string>> | undefined {
  const taken = new Set(placeholders.flatMap(({ name, text }) => [name, text]));
  const given = [...values].filter(([name]) => !taken.has(name) && /^[A-Za-z_]\w*$/.test(name));
  return given.every(([, value]) => isOneLine(value)) ? Object.fromEntries(given) : undefined;
}

function laneOf(
  { terminal, runnable }: RunRequest,
  script: string,
  env: Readonly<Record<string, string>>,
): Pick<ComposedRun, 'lane' | 'laneReason'> {
  if (Object.keys(env).length > 0) return { lane: 'script', laneReason: 'It needs values in its environment.' };
  const line = typedLine(script, runnable.interpreter, terminal);
  return line.typed ? { lane: 'typed' } : { lane: 'script', laneReason: line.reason };
}
