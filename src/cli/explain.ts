import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  fileExplanationJson,
  fileExplanationText,
  lineExplanationJson,
  lineExplanationText,
} from '../core/outline/explanation.ts';
import { type FileToExplain, readFileToExplain, scoreFile } from '../node/explainFile.ts';
import { type ExitCode, exitCodes } from './exitCodes.ts';
import { printJson, type Shell } from './shell.ts';

/** `runsheet explain FILE:LINE`: what a line was read as. `runsheet explain FILE`: why a file is a plan or is none. */
export async function explain(targets: readonly string[], json: boolean, shell: Shell): Promise<ExitCode> {
  const [target, ...others] = targets;
  const wrong = (sentence: string): ExitCode => {
    shell.complain(sentence);
    return exitCodes.wrongUse;
  };
  const isReadiness = target === 'readiness' && !existsSync(path.resolve(shell.cwd, target));
  if (isReadiness && json)
    return wrong('explain readiness is a document for people: runsheet status --json has its figures.');
  if (isReadiness) return (await import('./explainReadiness.ts')).explainReadiness(others, shell);
  if (target === undefined || others.length > 0)
    return wrong('explain takes one FILE or FILE:LINE. See runsheet --help.');
  const { file, line } = splitTarget(target);
  const read = await readFileToExplain(file, shell.cwd);
  if ('unreadable' in read) return wrong(`${file} ${read.unreadable}.`);
  for (const { line: at, column, message } of read.config.problems)
    shell.complain(`.runsheet.json:${at}:${column}: ${message}.`);
  return line === undefined ? explainFile(read, json, shell) : explainOneLine(read, line, json, shell);
}

/** `docs/plan.md:12`; a drive letter ("C:\plan.md") is no line. */
function splitTarget(target: string): { readonly file: string; readonly line?: number } {
  const match = /^(.+):(\d{1,9})$/s.exec(target);
  return match?.[1] === undefined ? { file: target } : { file: match[1], line: Number(match[2]) };
}

async function explainFile(read: FileToExplain, json: boolean, shell: Shell): Promise<ExitCode> {
  const explanation = { root: read.root, path: read.path, score: await scoreFile(read) };
  if (json) printJson(shell, fileExplanationJson(explanation));
  else shell.write(fileExplanationText(explanation, shell.style));
  return exitCodes.good;
}

async function explainOneLine(read: FileToExplain, line: number, json: boolean, shell: Shell): Promise<ExitCode> {
  const { root, path, text, config } = read;
  const lines = text.split(/\r\n|\r|\n/);
  const written = lines[line - 1];
  if (written === undefined) {
    const count = `${lines.length} ${lines.length === 1 ? 'line' : 'lines'}`;
    shell.complain(`There is no line ${line} in ${path}: it has ${count}.`);
    return exitCodes.wrongUse;
  }
  const { explainLine, parsePlan } = await import('../core/parse/parser.ts');
  const facts = explainLine(parsePlan(path, text, config.config), text, line - 1);
  const explanation = { root, path, line, text: written, facts };
  if (json) printJson(shell, lineExplanationJson(explanation));
  else shell.write(lineExplanationText(explanation, shell.style));
  return exitCodes.good;
}
