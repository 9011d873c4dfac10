/** `https://name:word@host`: what stands before the last `@` of the host part; bounded, so that hostile texts are read once. */
const inAddress = /\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/@'"<>]{1,512}@/gi;
/** `name:word@host` alone: git repeats the host part of an address that it cannot look up. */
const inHost = /(?<![^\s'"(])[^\s:/@'"<>]{1,256}:[^\s/@'"<>]{1,256}@(?=[\w.[-])/g;
const longWords = /\b(?:gh[opsur]_[A-Za-z0-9]{20,255}|github_pat_\w{20,255}|glpat-[\w-]{20,255})/g;
const headers = /\b(authorization: *(?:basic|bearer)) +[^\s'"]{1,2048}/gi;

/**
 * The text without user names and passwords of addresses, tokens of the well-known hosts and authorization headers. For
 * everything of git or a server that is shown or kept.
 */
export function stripCredentials(text: string): string {
  return text.replace(inAddress, '$1').replace(inHost, '').replace(longWords, '•••').replace(headers, '$1 •••');
}
