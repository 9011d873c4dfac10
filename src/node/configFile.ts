import { accessSync, closeSync, constants, openSync } from 'node:fs';
import path from 'node:path';
import { checkConfig } from '../core/config/checkConfig.ts';
import { configName, defaultConfig, type RunsheetConfig } from '../core/config/config.ts';
import { describeError, openFlags, readOpen } from './readText.ts';

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
  try {
    const content = readConfig(path.join(root, configName));
    return 'text' in content ? await parseConfig(content.text) : unread(content.skipped);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // A folder that cannot be entered is for whoever looks for plans in it to report.
    if (code === 'ENOENT' || code === 'ENOTDIR' || !canEnter(root)) return { config: defaultConfig, problems: [] };
    return unread(describeError(error));
  }
}

/** It may be a link, of anybody's making, to what never ends. */
function readConfig(file: string): ReturnType<typeof readOpen> {
  const descriptor = openSync(file, openFlags);
  try {
    return readOpen(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

const unread = (message: string): ConfigReading => ({
  config: defaultConfig,
  problems: [{ line: 1, column: 1, message }],
});

/** What is wrong with a configuration, as people read it: `.runsheet.json:3:5: suites is no list.` */
export function configSentences(problems: readonly ConfigProblem[]): readonly string[] {
  return problems.map(({ line, column, message }) => `${configName}:${line}:${column}: ${message}.`);
}

/** Reads the text of a configuration: JSON with comments and trailing commas. Never throws. */
export async function parseConfig(text: string): Promise<ConfigReading> {
  return parsePlainConfig(text) ?? (await import('./configText.ts')).parseConfigText(text);
}

/** A configuration without comments and mistakes, which most are, needs no library; undefined for any other. */
function parsePlainConfig(text: string): ConfigReading | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text);
  } catch {
    return undefined;
  }
  const { config, issues } = checkConfig(value);
  return issues.length === 0 ? { config, problems: [] } : undefined;
}

function canEnter(folder: string): boolean {
  try {
    accessSync(folder, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
