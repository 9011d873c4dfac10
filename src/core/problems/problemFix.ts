import type { TextEdit } from '../textEdit.ts';

/** What can be done about a problem. The edits belong together and touch nothing but what the problem is about. */
export interface ProblemFix {
  readonly kind:
    | 'tick'
    | 'untick'
    | 'untick-list'
    | 'repair-run'
    | 'repair-line'
    | 'repair-file'
    | 'repair-box'
    | 'add-box'
    | 'add-all-boxes'
    | 'close-fence'
    | 'open-code'
    | 'new-id'
    | 'other-name'
    | 'drop-dependency'
    | 'other-file';
  readonly edits: readonly TextEdit[];
  /** What is written, or taken away. */
  readonly what?: string;
}

/** The present text of the document, line by line without line ends; 0-based. */
export type Lines = readonly string[];

export function replaceIn(line: number, column: number, endColumn: number, newText: string): TextEdit {
  return { line, column, endLine: line, endColumn, newText };
}
