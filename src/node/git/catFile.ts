/**
 * The contents in the output of `git cat-file --batch`, in the order of what was asked for; one that is missing is
 * undefined. Format: git-cat-file(1), "Batch Output".
 */
export function contentsOf(output: Buffer): readonly (string | undefined)[] {
  const texts: (string | undefined)[] = [];
  let at = 0;
  for (;;) {
    const end = output.indexOf(0x0a, at);
    if (end < 0) return texts;
    const head = output.toString('utf8', at, end);
    const size = Number(/ (\d{1,15})$/.exec(head)?.[1] ?? NaN);
    if (Number.isNaN(size)) {
      texts.push(undefined);
      at = end + 1;
      continue;
    }
    texts.push(output.toString('utf8', end + 1, end + 1 + size));
    at = end + size + 2;
  }
}
