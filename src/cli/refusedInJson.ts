import { exitCodes } from './exitCodes.ts';
import { printJson, type Shell } from './shell.ts';

/**
 * Whoever asked for JSON gets JSON, also where a command refuses before it has anything to print: why, as in
 * `schemas/refusal.schema.json`. What is wrong stays on stderr, too.
 *
 * @param help the command that says how it is used right
 * @param shape what the document of this command has in any case
 */
export async function refusedInJson(
  argv: readonly string[],
  help: string,
  shell: Shell,
  run: (shell: Shell) => Promise<number>,
  shape: object = {},
): Promise<number> {
  const end = argv.indexOf('--');
  if (!argv.slice(0, end < 0 ? argv.length : end).includes('--json')) return run(shell);
  const sentences: string[] = [];
  const output = { isThere: false };
  const exitCode = await run({
    ...shell,
    write: (text) => {
      output.isThere = true;
      shell.write(text);
    },
    complain: (sentence) => {
      sentences.push(sentence);
      shell.complain(sentence);
    },
  });
  if (exitCode === exitCodes.good || output.isThere) return exitCode;
  const remedy = `See ${help}.`;
  const message = sentences.map((sentence) => sentence.replace(` ${remedy}`, '')).join('\n');
  const reason = exitCode === exitCodes.wrongUse ? 'wrong-use' : 'trouble';
  printJson(shell, { schemaVersion: 1, exitCode, ...shape, stop: { reason, message, remedy } });
  return exitCode;
}
