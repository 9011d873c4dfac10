import { identityOfHeading } from './identityWords.ts';

/** How much of a file the decision reads: its first heading or its marker stands within. */
export const headBytes = 16 * 1024;

const newline = 0x0a;
const hash = 0x23;
const [dash, star, plus, equals, less, greater] = [0x2d, 0x2a, 0x2b, 0x3d, 0x3c, 0x3e];
const decoder = new TextDecoder();

/** How far a NUL is looked for; what git does, too. */
const binaryBytes = 8000;

/** Whether bytes are no text: a NUL near the start, unless a byte order mark of UTF-16 explains it. */
export function isBinary(bytes: Uint8Array): boolean {
  const nul = bytes.indexOf(0);
  return nul >= 0 && nul < binaryBytes && !isUtf16(bytes);
}

export function isUtf16(head: Uint8Array): boolean {
  return (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
}

/**
 * Decides from the raw bytes whether a file can be a plan, so that nothing else is decoded or scanned. A plan has a
 * marker, or it has a heading or a list item and a name (its path's, or its first heading's) that says so.
 *
 * @param head the first `headBytes` of the file, or all of it; text, see `isBinary`. A `Buffer` is searched faster.
 * @param identified whether the path already says that it may be a plan
 */
export function couldBePlan(head: Uint8Array, identified: boolean): boolean {
  if (isUtf16(head)) return true;
  return (identified ? hasStructure(head) : hasPlanTitle(head)) || hasMarker(head);
}

/** Calls `visit` with the offset of the first character behind blanks and quote marks of each line until it is true. */
function someLine(bytes: Uint8Array, from: number, visit: (start: number, lineStart: number) => boolean): boolean {
  let lineStart = from;
  while (lineStart < bytes.length) {
    let start = lineStart;
    while (bytes[start] === 0x20 || bytes[start] === 0x09 || bytes[start] === greater) start++;
    if (visit(start, lineStart)) return true;
    const next = bytes.indexOf(newline, start);
    if (next < 0) return false;
    lineStart = next + 1;
  }
  return false;
}

function hasStructure(bytes: Uint8Array): boolean {
  return someLine(bytes, behindMark(bytes), (start) => {
    const byte = bytes[start] ?? 0;
    return (
      byte === hash ||
      byte === dash ||
      byte === star ||
      byte === plus ||
      byte === equals ||
      (byte >= 0x30 && byte <= 0x39)
    );
  });
}

/** Whether the first heading of level 1 outside front matter and code names a plan. */
function hasPlanTitle(bytes: Uint8Array): boolean {
  let fence = 0;
  let previous = 0;
  let named = false;
  someLine(bytes, behindFrontMatter(bytes), (start, lineStart) => {
    const byte = bytes[start] ?? 0;
    const isTriple = bytes[start + 1] === byte && bytes[start + 2] === byte;
    const before = previous;
    previous = lineStart;
    if (isTriple && (byte === 0x60 || byte === 0x7e) && (fence === 0 || fence === byte)) {
      fence = fence === 0 ? byte : 0;
      return false;
    }
    if (fence !== 0) return false;
    const isHeading = byte === hash && (bytes[start + 1] === 0x20 || bytes[start + 1] === 0x09);
    const isUnderline = byte === equals && bytes[start + 1] === equals && lineStart > 0;
    if (!isHeading && !isUnderline) return false;
    named = identityOfHeading(lineAt(bytes, isHeading ? start + 1 : before)) !== undefined;
    return named || isHeading;
  });
  return named;
}

/** The offset behind a byte order mark of UTF-8. */
function behindMark(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

/** The offset behind `---` ... `---` at the start; without both, that of the text. */
function behindFrontMatter(bytes: Uint8Array): number {
  const first = behindMark(bytes);
  let behind = first;
  if (bytes[first] !== dash || !isFrontMatterFence(bytes, first)) return first;
  someLine(bytes, first + 3, (_, lineStart) => {
    if (lineStart === first + 3 || !isFrontMatterFence(bytes, lineStart)) return false;
    behind = lineStart + 3;
    return true;
  });
  return behind;
}

function isFrontMatterFence(bytes: Uint8Array, lineStart: number): boolean {
  const byte = bytes[lineStart];
  if ((byte !== dash && byte !== 0x2e) || bytes[lineStart + 1] !== byte || bytes[lineStart + 2] !== byte) return false;
  return lineAt(bytes, lineStart).slice(3).trim() === '';
}

function lineAt(bytes: Uint8Array, start: number): string {
  const end = bytes.indexOf(newline, start);
  return decoder.decode(bytes.subarray(start, Math.min(end < 0 ? bytes.length : end, start + 400)));
}

/** `<!-- runsheet:` anywhere; whether it stands on a line of its own is for the scan to say. */
function hasMarker(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(less); at >= 0; at = bytes.indexOf(less, at + 1)) {
    if (bytes[at + 1] === 0x21 && bytes[at + 2] === dash && lineAt(bytes, at).slice(0, 40).includes('runsheet:'))
      return true;
  }
  return false;
}
