/** Text of a plan inside of a markdown document of ours: on one line, and without a meaning of its own. */
export function escapeMarkdown(text: string): string {
  return text
    .slice(0, 500)
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .replace(/[\\`*_{}[\]<>|#!~&]/g, '\\$&')
    .trim();
}

/** A link to a line of a file of the workspace: `[docs/plan.md:12](<docs/plan.md#L12>)`. @param line 0-based */
export function lineLink(path: string, line: number): string {
  return `[${escapeMarkdown(path)}:${line + 1}](${linkTarget(path, line)})`;
}

export function linkTarget(path: string, line: number): string {
  return `${path.split('/').map(encodeURIComponent).join('/')}#L${line + 1}`;
}
