import type { TextEdit } from '../core/textEdit.ts';
import type { FileText } from './readText.ts';

/** Bytes that replace others. */
export interface ByteEdit {
  readonly start: number;
  readonly end: number;
  readonly bytes: Buffer;
}

type Encoding = FileText['encoding'];

/**
 * The bytes behind edits of a text, in the order of the edits; undefined where the text before one, on its line, is not
 * valid in the encoding, so that nobody can say where its bytes are. Line ends of new text become those of the file.
 */
export function byteEdits(bytes: Buffer, edits: readonly TextEdit[], encoding: Encoding): ByteEdit[] | undefined {
  const lines = new LineStarts(bytes, encoding);
  const found: ByteEdit[] = [];
  for (const edit of edits) {
    const start = lines.offsetOf(edit.line, edit.column);
    const end = lines.offsetOf(edit.endLine, edit.endColumn);
    if (start === undefined || end === undefined || end < start) return undefined;
    found.push({ start, end, bytes: encode(edit.newText.replaceAll('\n', lines.lineEnd), encoding) });
  }
  return found;
}

/** A file with those bytes replaced. */
export function withByteEdits(bytes: Buffer, edits: readonly ByteEdit[]): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    parts.push(bytes.subarray(at, edit.start), edit.bytes);
    at = edit.end;
  }
  return Buffer.concat([...parts, bytes.subarray(at)]);
}

/** Finds lines in bytes, forwards. */
class LineStarts {
  readonly #bytes: Buffer;
  readonly #encoding: Encoding;
  readonly #width: number;
  readonly #first: number;
  #line = 0;
  #start: number;

  constructor(bytes: Buffer, encoding: Encoding) {
    this.#bytes = bytes;
    this.#encoding = encoding;
    this.#width = encoding === 'utf-8' ? 1 : 2;
    this.#first = encoding !== 'utf-8' ? 2 : bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    this.#start = this.#first;
  }

  /** The line end that the file uses first; a line feed where it has none. */
  get lineEnd(): string {
    const end = this.#endOf(this.#first);
    const sign = this.#unit(end);
    if (sign !== 0x0d) return '\n';
    return this.#unit(end + this.#width) === 0x0a ? '\r\n' : '\r';
  }

  /** The offset of a position, 0-based; undefined where the line does not exist or does not decode up to there. */
  offsetOf(line: number, column: number): number | undefined {
    if (line < this.#line) {
      this.#line = 0;
      this.#start = this.#first;
    }
    for (; this.#line < line; this.#line++) {
      const end = this.#endOf(this.#start);
      if (end >= this.#bytes.length) return undefined;
      const isPair = this.#unit(end) === 0x0d && this.#unit(end + this.#width) === 0x0a;
      this.#start = end + (isPair ? 2 : 1) * this.#width;
    }
    const written = this.#bytes.subarray(this.#start, this.#endOf(this.#start));
    const head = new TextDecoder(this.#encoding, { ignoreBOM: true }).decode(written).slice(0, column);
    const bytes = encode(head, this.#encoding);
    return head.length === column && written.subarray(0, bytes.length).equals(bytes)
      ? this.#start + bytes.length
      : undefined;
  }

  #endOf(start: number): number {
    let at = start;
    while (at < this.#bytes.length && this.#unit(at) !== 0x0a && this.#unit(at) !== 0x0d) at += this.#width;
    return at;
  }

  #unit(at: number): number | undefined {
    if (this.#width === 1) return this.#bytes[at];
    if (at + 1 >= this.#bytes.length) return undefined;
    return this.#encoding === 'utf-16le' ? this.#bytes.readUInt16LE(at) : this.#bytes.readUInt16BE(at);
  }
}

function encode(text: string, encoding: Encoding): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text);
  const bytes = Buffer.from(text, 'utf16le');
  return encoding === 'utf-16le' ? bytes : bytes.swap16();
}
