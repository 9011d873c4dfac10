import type { Interpreter, Placeholder } from '../model.ts';
import { isOneLine, type PlaceholderValues, replacePlaceholders, valueOf } from './placeholders.ts';
import { secretReference, secretVariable } from './secretReference.ts';
import { quoteFor, valueShell } from './shellQuoting.ts';

/** A script with its values, or why it has none. */
export type FilledScript =
  | {
      readonly kind: 'filled';
      readonly script: string;
      /** Values of secrets, by the variable that stands for them in the script. */
      readonly env: Readonly<Record<string, string>>;
    }
  /** They have no value yet. */
  | { readonly kind: 'open'; readonly placeholders: readonly Placeholder[] }
  /** A value cannot stand in its place. `reason` is a sentence. */
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Fills in what a script leaves open. Values are quoted for the shell that runs it; those of secrets never enter its text:
 * a variable stands for them, which is passed in the environment.
 */
export function fillForRun(
  script: string,
  placeholders: readonly Placeholder[],
  values: PlaceholderValues,
  interpreter: Interpreter,
): FilledScript {
  const open = placeholders.filter((placeholder) => valueOf(placeholder, values) === undefined);
  if (open.length > 0) return { kind: 'open', placeholders: open };
  const shell = valueShell(interpreter);
  const env: Record<string, string> = {};
  const variables = new Map<string, string>();
  const reasons: string[] = [];
  const filled = replacePlaceholders(script, shell, (place, context) => {
    const value = valueOf(place, values);
    if (value === undefined) return undefined;
    if (!isOneLine(value)) {
      reasons.push(`The value of ${place.text} must be one line without control characters.`);
      return undefined;
    }
    if (!place.secret) return quoteFor(value, shell, context);
    const variable = variables.get(place.text) ?? secretVariable(place.name, new Set(Object.keys(env)));
    variables.set(place.text, variable);
    const reference = shell === 'cmd' && /["%!]/.test(value) ? undefined : secretReference(variable, shell, context);
    if (reference === undefined) reasons.push(`${place.text} is a secret and stands where no variable can stand.`);
    else env[variable] = value;
    return reference;
  });
  const [reason] = reasons;
  return reason === undefined ? { kind: 'filled', script: filled, env } : { kind: 'refused', reason };
}
