import { isSecretName } from '../../core/run/placeholders.ts';

/** Names that only sound like secrets: where something is. */
const places = /^(?:OLD)?PWD$|_(?:SOCK|SOCKET|PATH|FILE|DIR|HOME|ID|TYPE|NAME)$/i;
/** Shorter values, and plain words such as the `postgres` of a database at home, stand in output that says nothing. */
const shortest = 8;
const plainWord = /^[a-z]{1,11}$/;

/** The values of variables that are secrets by their name (`NPM_TOKEN`): a command may print what its user has exported. */
export function environmentSecrets(env: NodeJS.ProcessEnv = process.env): readonly string[] {
  return Object.entries(env).flatMap(([name, value = '']) =>
    value.length >= shortest && !plainWord.test(value) && !places.test(name) && isSecretName(name) ? value : [],
  );
}
