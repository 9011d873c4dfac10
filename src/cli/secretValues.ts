import type { Placeholder } from '../core/model.ts';
import { secretVariable } from '../core/run/secretReference.ts';

/**
 * Values for placeholders, those of secrets from the environment where they were not given: an argument stands in the list
 * of processes.
 */
export function withSecrets(
  values: ReadonlyMap<string, string>,
  placeholders: readonly Placeholder[],
): ReadonlyMap<string, string> {
  const all = new Map(values);
  for (const { name, secret } of placeholders) {
    const value = secret ? process.env[secretVariable(name, new Set())] : undefined;
    if (value !== undefined && !all.has(name)) all.set(name, value);
  }
  return all;
}
