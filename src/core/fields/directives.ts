import type { Directive } from '../model.ts';

const comment =
  /<!--[ \t]{0,9}runsheet:[ \t]{0,9}(accept|check|expect|inputs|not-applicable)(?:[ \t]{0,9}[=:]|[ \t])([^\n]{1,1000}?)-->/g;
/** `Verify: npm test` on a line of its own, as an item, in bold, or behind a dash at the end of an item. */
const verify =
  /(?:^[\t >]{0,40}(?:(?:[-*+]|\d{1,9}[.)])[ \t]{1,4})?(?:\[.\][ \t]{1,4})?|[—–]\s|\s-\s)[*_]{0,2}(?:verify|verified by|verify with|verify by running)[*_]{0,2}:[*_]{0,2}[ \t]{1,9}(\S.{0,500})$/i;

/**
 * What a line of a document tells Runsheet: comments with a name and a value, and the command of `Verify: npm test`.
 *
 * @param line 0-based, given back with each
 */
export function readDirectives(text: string, line: number): readonly Directive[] {
  const found: Directive[] = [];
  if (text.includes('runsheet:'))
    for (const [, name, value = ''] of text.matchAll(comment))
      if (value.trim() !== '') found.push({ name: name as Directive['name'], value: value.trim(), line });
  if (/verif(?:y|ied)/i.test(text)) {
    const value = verify
      .exec(text)?.[1]
      ?.replace(/<!--.*$/, '')
      .trim();
    const command = value === undefined ? undefined : bare(value);
    if (command !== undefined && looksLikeCommand(command, value?.startsWith('`') === true))
      found.push({ name: 'verify', value: command, line });
  }
  return found;
}

/** The text of code between backticks; else the text as it is. */
function bare(value: string): string {
  return /^(`{1,3})([^`]{1,400})\1/.exec(value)?.[2]?.trim() ?? value;
}

const program =
  /^(?:npm|npx|pnpm|yarn|bun|node|deno|python3?|pytest|pip|poetry|uv|tox|ruff|mypy|go|cargo|make|just|gradle|\.\/gradlew|mvn|dotnet|docker|docker-compose|kubectl|helm|terraform|git|gh|curl|wget|grep|rg|find|test|diff|ls|cat|bash|sh|ruby|bundle|rake|rspec|php|composer|swift|flutter|dart|mix|jest|vitest|mocha|eslint|tsc|k6|openspec|psql|redis-cli|jq)(?: |$)/;

/** "Verify: the page loads" is for a person. */
function looksLikeCommand(text: string, isCode: boolean): boolean {
  return isCode || /^\.{0,2}\/[\w.-]/.test(text) || /^https?:\/\//.test(text) || program.test(text);
}
