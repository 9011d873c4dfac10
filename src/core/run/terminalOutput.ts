import { maskSecrets } from './maskSecrets.ts';

/** UTF-16 units of a run's output that are kept. */
const kept = 64 * 1024;
/** A secret that is cut at the beginning could not be found any more. */
const margin = 4 * 1024;
/** Of what is written, escape sequences included. */
const buffered = 8 * kept;

/**
 * Control sequences of terminals (ECMA-48, 5.4 and 5.6; xterm's OSC, in which shell integration hides its marks). What
 * is not ended goes up to the next escape.
 */
const sequences =
  /\x1b(?:\][^\x07\x1b]*(?:\x07|\x1b\\)?|[PX^_][^\x1b]*(?:\x1b\\)?|\[[0-?]*[ -/]*[@-~]?|[ -/]{1,4}[0-~]?|[0-~])?/g;

/** The end of what a command writes to its terminal, as a text to be read; of any amount. */
export class TerminalOutput {
  #chunks: string[] = [];
  #length = 0;
  #isCut = false;

  add(chunk: string): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (this.#length < 2 * buffered) return;
    const rest = this.#chunks.join('').slice(-buffered);
    this.#isCut = true;
    this.#chunks = [rest];
    this.#length = rest.length;
  }

  /**
   * Without control sequences and the values of secrets; from the beginning of a line where something is left out.
   *
   * @param secrets each is replaced by `•••`
   */
  text(secrets: readonly string[]): string {
    const text = maskSecrets(plainOutput(this.#chunks.join('')), secrets);
    const start = Math.max(text.length - kept, this.#isCut ? margin : 0);
    if (start === 0) return text;
    const line = text.indexOf('\n', start);
    return text.slice(line >= 0 && line < text.length - 1 ? line + 1 : start);
  }
}

/** What is left on the screen of lines that are written over: of `10 %\r20 %` the last. Cursor movements are left out. */
export function plainOutput(raw: string): string {
  return raw
    .replace(sequences, '')
    .split('\n')
    .map((line) => {
      const parts = line.split('\r').filter((part) => part !== '');
      return withoutBackspaces(parts.at(-1) ?? '');
    })
    .join('\n')
    .replaceAll('\x07', '');
}

function withoutBackspaces(line: string): string {
  if (!line.includes('\b')) return line;
  const characters: string[] = [];
  for (const character of line) {
    if (character === '\b') characters.pop();
    else characters.push(character);
  }
  return characters.join('');
}
