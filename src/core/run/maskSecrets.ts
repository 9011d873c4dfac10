/**
 * A text without the values of secrets, each replaced by `•••`: as they are, and as programs write them out again, in a
 * string of JSON, in an address, and between the single quotes of a shell (`set -x`).
 */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  const forms = new Set(secrets.flatMap(formsOf));
  // The longest first: one may be part of another.
  return [...forms]
    .filter((form) => form !== '')
    .sort((a, b) => b.length - a.length)
    .reduce((masked, form) => masked.replaceAll(form, '•••'), text);
}

function formsOf(secret: string): readonly string[] {
  // Half of a surrogate pair is no part of any address.
  const inAddress = /\p{Cs}/u.test(secret) ? secret : encodeURIComponent(secret);
  return [secret, JSON.stringify(secret).slice(1, -1), inAddress, secret.replaceAll("'", `'\\''`)];
}
