/** A command, a line that is only a comment, or an empty line. */
export interface BodyItem {
  readonly type: 'command' | 'comment' | 'blank';
  readonly text: string;
  /** 0-based. */
  readonly line: number;
  readonly endLine: number;
}
