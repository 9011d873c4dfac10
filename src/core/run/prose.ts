import { proseTools } from './knownTools.ts';

const functionWords = new Set(
  'a all an and any are as at before both by each every for from how if in into is it its more of on one or our out over per should sure than that the their them then there these this those through to up use was what when where which who will with without you your'.split(
    ' ',
  ),
);

/**
 * Whether a line that begins with an English word which is a tool too (`make`, `go`, `find`) reads as a sentence:
 * only plain words, one of them a word that holds sentences together.
 */
export function isProse(text: string): boolean {
  const line = text.slice(0, 300).split('\n', 1)[0] ?? '';
  const words = line.trim().split(/\s+/);
  if (!proseTools.has(words[0] ?? '')) return false;
  const plain = words.every((word) => /^[\p{L}'’-]+[,.;:!?]?$/u.test(word) && !word.startsWith('-'));
  return plain && words.slice(1).some((word) => functionWords.has(word.toLowerCase().replace(/\W$/, '')));
}
