/** What one check of the end of a shift found. */
export interface CheckResult {
  readonly kind: 'suite' | 'service' | 'address' | 'pool';
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'unknown';
  /** One line: how it ended, and why. */
  readonly text: string;
  /** Of a suite whose output says how many tests ran. */
  readonly counts?: { readonly passed: number; readonly total: number };
}

/** As it stands in lists and in the facts of a handoff. */
export function lineOf({ name, state, text }: CheckResult): string {
  return `${name}: ${state}${text === '' ? '' : `, ${text}`}`;
}
