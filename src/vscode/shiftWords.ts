const words: readonly (readonly [RegExp, string])[] = [
  [/runsheet shift takeover(?: \d{1,9})?(?: --reason TEXT)?/g, 'Take Over Shift'],
  [/runsheet shift start(?: \d{1,9}| N(?![A-Z]))?/g, 'Start Shift'],
  [/runsheet shift end/g, 'End Shift'],
  [/runsheet shift status/g, 'Status Check'],
  [/runsheet shift handoff new/g, 'New Handoff'],
  [/runsheet shift handoff (?:show|check)/g, 'Show Handoff'],
];

/** A sentence that names commands of the command line, with those of the palette in their place. */
export function inEditorWords(text: string): string {
  return words.reduce((said, [written, command]) => said.replace(written, `"${command}"`), text);
}
