import { accessSync, constants, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ParseError } from 'jsonc-parser/lib/esm/main.js';
import { checkConfig } from '../core/config/checkConfig.ts';
import { configName, defaultConfig, type RunsheetConfig } from '../core/config/config.ts';
import { describeError } from './readText.ts';

export interface ConfigProblem {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
  /** A sentence without a full stop, with the key it is about. */
  readonly message: string;
}

export interface ConfigReading {
  readonly config: RunsheetConfig;
  readonly problems: readonly ConfigProblem[];
}

/**
 * Reads the configuration of a root. Without a file the defaults apply; a wrong file is problems on its lines, and for
 * what is wrong the defaults apply. Never throws.
 *
 * @param root absolute path of the folder
 */
export async function readConfigFile(root: string): Promise<ConfigReading> {
  let text: string;
  try {
    text = readFileSync(path.join(root, configName), 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // A folder that cannot be entered is for whoever looks for plans in it to report.
    if (code === 'ENOENT' || code === 'ENOTDIR' || !canEnter(root)) return { config: defaultConfig, problems: [] };
    return { config: defaultConfig, problems: [{ line: 1, column: 1, message: describeError(error) }] };
  }
  return parseConfig(text);
}

/** Reads the text of a configuration: JSON with comments and trailing commas. Never throws. */
export async function parseConfig(text: string): Promise<ConfigReading> {
  const { findNodeAtLocation, getNodeValue, parseTree, printParseErrorCode } =
    await import('jsonc-parser/lib/esm/main.js');
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

function canEnter(folder: string): boolean {
  try {
    accessSync(folder, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** "PropertyNameExpected" as words. */
const sentence = (code: string) => code.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();

function positionAt(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
