import { maskSecrets } from '../../core/run/maskSecrets.ts';

/** Bytes of the output that are kept. */
const keptBytes = 64 * 1024;
/** A secret that is cut at the beginning could not be found any more. */
const marginBytes = 4 * 1024;

/** The end of what a command writes, without the values of secrets. */
export class OutputTail {
  readonly #secrets: readonly string[];
  #chunks: Buffer[] = [];
  #bytes = 0;
  #isCut = false;

  constructor(secrets: readonly string[]) {
    this.#secrets = secrets;
  }

  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes < 4 * (keptBytes + marginBytes)) return;
    const rest = Buffer.concat(this.#chunks).subarray(-(keptBytes + marginBytes));
    this.#isCut = true;
    this.#chunks = [Buffer.from(rest)];
    this.#bytes = rest.length;
  }

  /** From the beginning of a line where something is left out. */
  text(): string {
    const text = maskSecrets(Buffer.concat(this.#chunks).toString('utf8'), this.#secrets);
    const bytes = Buffer.from(text);
    const start = Math.max(bytes.length - keptBytes, this.#isCut ? marginBytes : 0);
    if (start === 0) return text;
    const line = bytes.indexOf(0x0a, start);
    return bytes.subarray(line >= 0 && line < bytes.length - 1 ? line + 1 : start).toString('utf8');
  }
}
