/** How parts of the text are set off; the shell decides whether with colours. Each returns the text it is given. */
export interface Style {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly bad: (text: string) => string;
}

const same = (text: string) => text;

export const plainStyle: Style = { strong: same, faint: same, good: same, warn: same, bad: same };

/** Text of a plan for one line of a terminal: without control characters, which could move the cursor or hide text. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ').trim();
}
