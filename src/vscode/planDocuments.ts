import type * as vscode from 'vscode';

/** The documents with lenses and hovers. By file pattern, because other extensions take over some markdown files. */
export const planDocuments: vscode.DocumentSelector = [
  { scheme: 'file', pattern: '**/*.md' },
  { scheme: 'untitled', language: 'markdown' },
  { scheme: 'untitled', pattern: '**/*.md' },
];
