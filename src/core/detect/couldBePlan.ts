import { identityOfHeading, isAscii } from './identityWords.ts';

/** How much of a file the decision reads: its first heading or its marker stands within. */
export const headBytes = 16 * 1024;

const hash = 0x23;
const [dash, star, plus, equals, greater] = [0x2d, 0x2a, 0x2b, 0x3d, 0x3e];
const decoder = new TextDecoder();

/** How far a NUL is looked for; what git does, too. */
const binaryBytes = 8000;

/**
 * Bytes as text, one character for each (`latin1`): of ten thousand files that are dismissed, searched in a third of the
 * time that an array takes.
 */
export type ByteText = string;

/** Whether bytes are no text: a NUL near the start, unless a byte order mark of UTF-16 explains it. */
export function isBinary(bytes: Uint8Array | ByteText): boolean {
  const nul = typeof bytes === 'string' ? bytes.indexOf('\0') : bytes.indexOf(0);
  return nul >= 0 && nul < binaryBytes && !isUtf16(bytes);
}

export function isUtf16(bytes: Uint8Array | ByteText): boolean {
  const isText = typeof bytes === 'string';
  const first = isText ? bytes.charCodeAt(0) : bytes[0];
  const second = isText ? bytes.charCodeAt(1) : bytes[1];
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/**
 * Decides from the raw bytes whether a file can be a plan, so that nothing else is decoded or scanned. A plan has a
 * marker, or it has a heading or a list item and a name (its path's, or its first heading's) that says so.
 *
 * @param head the first `headBytes` of the file, or all of it; text, see `isBinary`
 * @param identified whether the path already says that it may be a plan
 */
export function couldBePlan(head: ByteText, identified: boolean): boolean {
  if (isUtf16(head)) return true;
  return (identified ? hasStructure(head) : hasPlanTitle(head)) || hasMarker(head);
}

/** Calls `visit` with the offset of the first character behind blanks and quote marks of each line until it is true. */
function someLine(bytes: ByteText, from: number, visit: (start: number, lineStart: number) => boolean): boolean {
  let lineStart = from;
  while (lineStart < bytes.length) {
    let start = lineStart;
    for (; start < bytes.length; start++) {
      const byte = bytes.charCodeAt(start);
      if (byte !== 0x20 && byte !== 0x09 && byte !== greater) break;
    }
    if (visit(start, lineStart)) return true;
    const next = bytes.indexOf('\n', start);
    if (next < 0) return false;
    lineStart = next + 1;
  }
  return false;
}

function hasStructure(bytes: ByteText): boolean {
  return someLine(bytes, behindMark(bytes), (start) => {
    const byte = at(bytes, start);
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
function hasPlanTitle(bytes: ByteText): boolean {
  let fence = 0;
  let previous = 0;
  let named = false;
  someLine(bytes, behindFrontMatter(bytes), (start, lineStart) => {
    const byte = at(bytes, start);
    const isTriple = at(bytes, start + 1) === byte && at(bytes, start + 2) === byte;
    const before = previous;
    previous = lineStart;
    if (isTriple && (byte === 0x60 || byte === 0x7e) && (fence === 0 || fence === byte)) {
      fence = fence === 0 ? byte : 0;
      return false;
    }
    if (fence !== 0) return false;
    const isHeading = byte === hash && (at(bytes, start + 1) === 0x20 || at(bytes, start + 1) === 0x09);
    const isUnderline = byte === equals && at(bytes, start + 1) === equals && lineStart > 0;
    if (!isHeading && !isUnderline) return false;
    named = identityOfHeading(lineAt(bytes, isHeading ? start + 1 : before)) !== undefined;
    return named || isHeading;
  });
  return named;
}

/** The offset behind a byte order mark of UTF-8. */
function behindMark(bytes: ByteText): number {
  return at(bytes, 0) === 0xef && at(bytes, 1) === 0xbb && at(bytes, 2) === 0xbf ? 3 : 0;
}

/** The offset behind `---` ... `---` at the start; without both, that of the text. */
function behindFrontMatter(bytes: ByteText): number {
  const first = behindMark(bytes);
  let behind = first;
  if (at(bytes, first) !== dash || !isFrontMatterFence(bytes, first)) return first;
  someLine(bytes, first + 3, (_, lineStart) => {
    if (lineStart === first + 3 || !isFrontMatterFence(bytes, lineStart)) return false;
    behind = lineStart + 3;
    return true;
  });
  return behind;
}

function isFrontMatterFence(bytes: ByteText, lineStart: number): boolean {
  const byte = at(bytes, lineStart);
  if ((byte !== dash && byte !== 0x2e) || at(bytes, lineStart + 1) !== byte || at(bytes, lineStart + 2) !== byte)
    return false;
  return lineAt(bytes, lineStart).slice(3).trim() === '';
}

function lineAt(bytes: ByteText, start: number): string {
  const end = bytes.indexOf('\n', start);
  const line = bytes.slice(start, Math.min(end < 0 ? bytes.length : end, start + 400));
  return isAscii(line) ? line : decoder.decode(Uint8Array.from(line, (byte) => byte.charCodeAt(0)));
}

/** The byte there; 0 behind the end. */
const at = (bytes: ByteText, index: number): number => bytes.charCodeAt(index) || 0;

/** `<!-- runsheet:` anywhere; whether it stands on a line of its own is for the scan to say. */
function hasMarker(bytes: ByteText): boolean {
  for (let start = bytes.indexOf('<!-'); start >= 0; start = bytes.indexOf('<!-', start + 1)) {
    // Not the whole line: there may be as many comments in it as fit.
    if (
      lineAt(bytes.slice(start, start + 160), 0)
        .slice(0, 40)
        .includes('runsheet:')
    )
      return true;
  }
  return false;
}
