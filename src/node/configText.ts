import {
  findNodeAtLocation,
  getNodeValue,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser/lib/esm/main.js';
import { checkConfig } from '../core/config/checkConfig.ts';
import { defaultConfig } from '../core/config/config.ts';
import type { ConfigReading } from './configFile.ts';

/** Reads the text of a configuration: JSON with comments and trailing commas. Never throws. */
export function parseConfigText(text: string): ConfigReading {
  const bare = text.startsWith('\ufeff') ? text.slice(1) : text;
  const errors: ParseError[] = [];
  const tree = parseTree(bare, errors, { allowTrailingComma: true });
  const [syntax] = errors;
  if (syntax || !tree) {
    const reason = syntax ? sentence(printParseErrorCode(syntax.error)) : 'is empty';
    return {
      config: defaultConfig,
      problems: [{ ...positionAt(bare, syntax?.offset ?? 0), message: `not valid JSON: ${reason}` }],
    };
  }
  const { config, issues } = checkConfig(getNodeValue(tree));
  const problems = issues.map(({ path: keys, message }) => {
    const node = findNodeAtLocation(tree, Array.from(keys));
    // A key tells more than its value does: an unknown key is wrong where it begins.
    const at = node?.parent?.type === 'property' ? node.parent : (node ?? tree);
    const name = keys.map(String).join('.');
    return {
      ...positionAt(bare, at.offset),
      message: name === '' || message.startsWith('unknown') ? message : `${name}: ${message}`,
    };
  });
  return { config, problems };
}

/** "PropertyNameExpected" as words. */
const sentence = (code: string) => code.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();

function positionAt(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
