/**
 * The same pure function of a short text, which remembers what it said. At least the last `limit` texts are known; older
 * ones go. For texts that each reading of a document asks for again.
 */
export function remembered<T>(read: (text: string) => T, limit = 10_000): (text: string) => T {
  let young = new Map<string, { readonly value: T }>();
  let old = new Map<string, { readonly value: T }>();
  return (text) => {
    const known = young.get(text);
    if (known) return known.value;
    const entry = old.get(text) ?? { value: read(text) };
    if (young.size >= limit) {
      old = young;
      young = new Map();
    }
    young.set(ownCopy(text), entry);
    return entry.value;
  };
}

/** So short a part is copied anyway (`SlicedString::kMinLength` of V8). */
const leastPart = 13;

/** A part of a text keeps the whole of it in memory; a copy does not. */
function ownCopy(text: string): string {
  return text.length < leastPart ? text : (JSON.parse(JSON.stringify(text)) as string);
}
