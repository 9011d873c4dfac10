import type { Placeholder } from '../model.ts';
import { quoteContexts } from './quoteContexts.ts';
import { quoteFor } from './shellQuoting.ts';
import type { QuoteContext, ValueShell } from './shellQuoting.ts';

/** A placeholder where it stands. */
interface Place extends Placeholder {
  readonly start: number;
  readonly end: number;
}

/** Forms of a placeholder. Every one is bounded, so that a hostile text costs no more than its length. */
const forms: readonly RegExp[] = [
  /(?<![<$=\w!])<([A-Za-z][\w./|:-]{0,60}(?: [\w./|:-]{1,40}){0,6})>(?![>&|(])|(?<=[\w=])<([A-Za-z][\w-]{0,60}(?: [\w-]{1,40}){0,4})>(?![>&|(])/g,
  /(?<![${])\{\{ {0,4}(?!(?:end|else|json|if|range|with)\b)([A-Za-z_][\w.-]{0,60}(?: [A-Za-z_][\w.-]{0,40}){0,4}) {0,4}\}\}(?!\})/g,
  /(?<![\w$%{.-])((?:YOUR|MY|INSERT|REPLACE|CHANGE)_[A-Z][A-Z0-9_]{0,60}|YOUR-[A-Z][A-Z0-9-]{0,60}|CHANGEME|your[-_][a-z][a-z0-9_-]{0,60})(?![\w(}=%]|[.-]\w)/g,
  /(?<=[ /=:@"'_-])\[([A-Za-z][A-Za-z0-9_]{0,40}(?:[ _-][A-Za-z][A-Za-z0-9_]{0,40}){0,6})\](?![\w*?[({])/g,
];

const secretName =
  /(?:token|secret|passw(?:or)?d|passphrase|passcode|pwd|credential|private|auth|bearer|mnemonic|(?:^|[_ .-]|api|access|ssh|license|secret|private)key|(?:^|[_ .-])(?:pass|pat|jwt|otp|dsn|cookie|seed[_ .-]?phrase|connection[_ .-]?string|database[_ .-]?url))s?(?:$|[_ .-])/i;

/** Letters that, alone in angle brackets, are generics of a programming language in a string, such as `Promise<T>`. */
const typeNames = new Set(
  'any bool boolean byte char double float int integer number object str string unknown void'.split(' '),
);
const htmlNames = new Set(
  'a b body br button code div em form h1 h2 h3 head hr html i img input li link meta ol p pre script span strong style svg table td th title tr ul'.split(
    ' ',
  ),
);

/**
 * What has to be filled in before a script can run: `<NUMBER>`, `{{name}}`, `YOUR_API_KEY`, `[name]`, in the order of
 * their first use, once for each text. Not heredocs, redirections, tests, arrays, globs, HTML or types in strings, and not
 * what only a comment says: the command runs without it.
 */
export function findPlaceholders(script: string, shell: ValueShell = 'posix'): readonly Placeholder[] {
  const seen = new Map<string, Placeholder>();
  const places = placesOf(script);
  const starts = script.includes('#') ? places.map(({ start }) => start) : [];
  const contexts = quoteContexts(script, starts, shell);
  places.forEach(({ name, text, secret }, at) => {
    if (contexts[at] !== 'comment' && !seen.has(text)) seen.set(text, { name, text, secret });
  });
  return [...seen.values()];
}

/** What of a script may be filled in: by the text of the placeholder, brackets included, or by its name. */
export type PlaceholderValues = ReadonlyMap<string, string>;

/**
 * Puts values in the places of placeholders, quoted for the shell and for the quotes they stand in. A value that is
 * empty or missing leaves its placeholder as it stands.
 *
 * @throws RangeError if a value has a newline or another control character: it could end the command it stands in
 */
export function fillPlaceholders(script: string, values: PlaceholderValues, shell: ValueShell): string {
  for (const value of values.values()) {
    if (!isOneLine(value)) throw new RangeError('A value must be one line without control characters.');
  }
  return replacePlaceholders(script, shell, (place, context) => {
    const value = valueOf(place, values);
    return value === undefined ? undefined : quoteFor(value, shell, context);
  });
}

/** Whether a value by this name must never be seen: `API_KEY`, `db-password`, `privateKey`, `TOKEN2`. */
export function isSecretName(name: string): boolean {
  return secretName.test(name.replace(/([a-z0-9])(?=[A-Z])/g, '$1_').replace(/(?<=[A-Za-z])(?=[0-9])/g, '_'));
}

/** Whether a value has neither line ends nor control characters. */
export function isOneLine(value: string): boolean {
  return !/[\x00-\x1f\x7f\x85\u2028\u2029]/.test(value);
}

/** The value that is given for a placeholder; undefined if there is none, or an empty one. */
export function valueOf({ text, name }: Placeholder, values: PlaceholderValues): string | undefined {
  const value = values.get(text) ?? values.get(name);
  return value === '' ? undefined : value;
}

/** Replaces each placeholder by what the function makes of it; undefined leaves it as it stands. */
export function replacePlaceholders(
  script: string,
  shell: ValueShell,
  replacement: (place: Placeholder, context: QuoteContext) => string | undefined,
): string {
  const places = placesOf(script);
  const starts = places.map((place) => place.start);
  const contexts = quoteContexts(script, starts, shell);
  const parts: string[] = [];
  let at = 0;
  places.forEach((place, index) => {
    const text = replacement(place, contexts[index] ?? 'none');
    if (text === undefined) return;
    parts.push(script.slice(at, place.start), text);
    at = place.end;
  });
  return parts.join('') + script.slice(at);
}

/** The script with every placeholder replaced by a word, for judging it before the values are known. */
export function neutralizePlaceholders(script: string, word: string): string {
  const parts: string[] = [];
  let at = 0;
  for (const place of placesOf(script)) {
    parts.push(script.slice(at, place.start), word);
    at = place.end;
  }
  return parts.join('') + script.slice(at);
}

function placesOf(script: string): readonly Place[] {
  const places: Place[] = [];
  forms.forEach((form, index) => {
    for (const found of script.matchAll(form)) {
      const name = found[1] ?? found[2] ?? '';
      const text = found[0];
      if (index === 0 && notAngle(script, found.index, name, text)) continue;
      if (index === 3 && notSquare(script, found.index, text)) continue;
      const secret = isSecretName(name);
      places.push({ name, text, secret, start: found.index, end: found.index + text.length });
    }
  });
  places.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = -1;
  return places.filter((place) => {
    if (place.start < end) return false;
    end = place.end;
    return true;
  });
}

function notAngle(script: string, start: number, name: string, text: string): boolean {
  const lower = name.toLowerCase();
  const after = script.slice(start + text.length, start + text.length + 60);
  if (htmlNames.has(lower) && (name === lower || after.includes('</'))) return true;
  const before = script[start - 1] ?? ' ';
  if (!/\w/.test(before)) return false;
  const word = /[A-Za-z]{1,40}$/.exec(script.slice(Math.max(0, start - 40), start))?.[0] ?? '';
  return typeNames.has(lower) || /^[A-Z]\w?$/.test(name) || /^[A-Z][a-z]+$/.test(word);
}

/** `[name]` is a test, an index, or a set of characters: `[ -f x ]`, `a[i]`, `*.[ch]`. */
function notSquare(script: string, start: number, text: string): boolean {
  const after = script[start + text.length] ?? ' ';
  if (/[*?]/.test(script[start - 1] ?? '') || text.length < 5) return true;
  return !/[\s"'/.:,;)_-]/.test(after) && after !== '';
}
