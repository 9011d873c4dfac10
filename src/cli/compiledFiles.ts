import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import module from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';
import { writeAtomicallyNow } from '../node/writeAtomically.ts';

/** What Node's loader calls for each file; it has no types. */
interface Loaded {
  exports: unknown;
  require(id: string): unknown;
  _compile: (this: Loaded, source: string, file: string) => unknown;
}

type Body = (this: unknown, exports: unknown, require: unknown, self: Loaded, file: string, folder: string) => unknown;

/** What is kept of a file, and how many starts have added to it. */
interface Kept {
  readonly data: Buffer;
  readonly starts: number;
}

/** The first start reads plans anew, the second takes them from the cache: other functions. After that little is added. */
const addingStarts = 2;
/** Bytes in front: the length of the compiled part, and the starts. */
const headBytes = 5;

/**
 * Does for a Node before 22.1 what `module.enableCompileCache` does for later ones: what this start compiles of the files
 * of a program is kept when it ends, with the functions that were called, and the next start takes it from there.
 *
 * V8 refuses what another version of it wrote (`Script.cachedDataRejected`), but it looks neither at the source nor for
 * damage. So the source is kept too, and the compiled part twice: comparing bytes is faster than any sum over them that a
 * short start could compute. What another user wrote is not taken.
 *
 * @param program the folder of the program; files elsewhere are compiled as ever
 * @param kept the folder for what is compiled; that it cannot be written is no error
 */
export function keepCompiledFiles(program: string, kept: string): void {
  const loader = module.prototype as unknown as Loaded;
  const compile = loader._compile;
  const adding: { readonly file: string; readonly script: Script; readonly source: string; readonly starts: number }[] =
    [];
  loader._compile = function (source, file) {
    if (path.dirname(file) !== program) return compile.call(this, source, file);
    const keptFile = path.join(kept, path.basename(file));
    const before = readKept(keptFile, source);
    const script = new Script(wrapped(source), { filename: file, ...(before && { cachedData: before.data }) });
    const starts = before && !script.cachedDataRejected ? before.starts : 0;
    if (starts < addingStarts) adding.push({ file: keptFile, script, source, starts: starts + 1 });
    const body = script.runInThisContext() as Body;
    return body.call(this.exports, this.exports, (id: string) => this.require(id), this, file, program);
  };
  process.once('exit', () => {
    for (const { file, script, source, starts } of adding) writeKept(file, script, source, starts);
  });
}

/** As Node itself does it (Modules: CommonJS modules, the module wrapper), on the same line. */
const wrapped = (source: string): string =>
  `(function (exports, require, module, __filename, __dirname) { ${source}\n});`;

/** What is kept of this very source; undefined for anything else. */
function readKept(file: string, source: string): Kept | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, 'r');
    const { uid } = fstatSync(descriptor);
    if (process.getuid !== undefined && uid !== process.getuid()) return undefined;
    const bytes = readFileSync(descriptor);
    const length = bytes.readUInt32LE();
    const end = headBytes + 2 * length;
    const data = bytes.subarray(headBytes, headBytes + length);
    const isWhole = data.length === length && data.equals(bytes.subarray(headBytes + length, end));
    const isOfSource = isWhole && bytes.subarray(end).equals(Buffer.from(source));
    return isOfSource ? { data, starts: bytes.readUInt8(4) } : undefined;
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function writeKept(file: string, script: Script, source: string, starts: number): void {
  try {
    const data = script.createCachedData();
    const head = Buffer.alloc(headBytes);
    head.writeUInt32LE(data.length);
    head.writeUInt8(starts, 4);
    writeAtomicallyNow(file, Buffer.concat([head, data, data, Buffer.from(source)]));
  } catch {
    // The next start compiles again.
  }
}
