import { parseArgs, type ParseArgsConfig } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;

/** Reads options and what stands beside them, in any order; a text is what is wrong with them: one sentence. */
export function readOptions<O extends Options>(argv: readonly string[], options: O) {
  try {
    return parseArgs({ args: Array.from(argv), allowPositionals: true, options });
  } catch (error) {
    const [sentence = 'Wrong options'] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
    const ambiguous = /^Option '(--[\w-]+)' argument is ambiguous$/.exec(sentence);
    if (ambiguous) return `What follows ${ambiguous[1]} begins with a dash: write ${ambiguous[1]}=TEXT.`;
    return `${sentence.replace(/\.$/, '')}.`;
  }
}
