import { promises } from 'node:fs';
import path from 'node:path';
import type { Placeholder } from '../../core/model.ts';
import { isOneLine, isSecretName } from '../../core/run/placeholders.ts';
import { stateFolder } from '../stateFolder.ts';
import { writeAtomically } from '../writeAtomically.ts';

type Values = Readonly<Record<string, string>>;

/** The values that were given for the placeholders of a plan the last time, by name. Never throws. */
export async function rememberedValues(root: string, plan: string): Promise<ReadonlyMap<string, string>> {
  const values = (await read(root))[plan] ?? {};
  return new Map(Object.entries(values));
}

/**
 * Keeps values for the next run of a plan, in the user's state. Those of secrets are not kept, whatever the caller says:
 * neither those of secret placeholders nor those whose name is that of a secret. Errors of the file system as they come.
 */
export async function rememberValues(
  root: string,
  plan: string,
  values: ReadonlyMap<string, string>,
  placeholders: readonly Placeholder[],
): Promise<void> {
  const secret = new Set(placeholders.filter((each) => each.secret).flatMap(({ name, text }) => [name, text]));
  const byText = new Map(placeholders.map(({ name, text }) => [text, name]));
  const kept = [...values]
    .filter(([name, value]) => value !== '' && isOneLine(value) && !secret.has(name) && !isSecretName(name))
    .map(([name, value]) => [byText.get(name) ?? name, value] as const);
  if (kept.length === 0) return;
  const all = await read(root);
  const before = new Map(Object.entries(all[plan] ?? {}));
  if (kept.every(([name, value]) => before.get(name) === value)) return;
  const plans = { ...all, [plan]: { ...all[plan], ...Object.fromEntries(kept) } };
  await writeAtomically(valuesFile(root), `${JSON.stringify({ v: 1, plans })}\n`);
}

function valuesFile(root: string): string {
  return path.join(stateFolder(root), 'values.json');
}

async function read(root: string): Promise<Readonly<Record<string, Values>>> {
  try {
    const parsed: unknown = JSON.parse(await promises.readFile(valuesFile(root), 'utf8'));
    return isValues(parsed) ? parsed.plans : {};
  } catch {
    return {};
  }
}

function isValues(value: unknown): value is { readonly plans: Readonly<Record<string, Values>> } {
  const isObject = (each: unknown): each is object => typeof each === 'object' && each !== null && !Array.isArray(each);
  if (!isObject(value) || !('v' in value) || value.v !== 1 || !('plans' in value) || !isObject(value.plans))
    return false;
  return Object.values(value.plans).every(
    (plan) => isObject(plan) && Object.values(plan).every((each) => typeof each === 'string'),
  );
}
