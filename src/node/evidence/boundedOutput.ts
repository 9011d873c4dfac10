/** Bytes of an output that are kept. */
const keptBytes = 8 * 1024 * 1024;

/** The end of an output, in bounded memory. */
export class BoundedOutput {
  #chunks: Buffer[] = [];
  #bytes = 0;
  #isCut = false;

  /** Whether something in front is gone. */
  get isCut(): boolean {
    return this.#isCut;
  }

  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes < 2 * keptBytes) return;
    const rest = Buffer.concat(this.#chunks).subarray(-keptBytes);
    this.#isCut = true;
    this.#chunks = [Buffer.from(rest)];
    this.#bytes = rest.length;
  }

  text(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }
}
