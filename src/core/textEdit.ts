/** A replacement of the characters between two positions; 0-based lines and UTF-16 columns, end exclusive. */
export interface TextEdit {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly newText: string;
}
