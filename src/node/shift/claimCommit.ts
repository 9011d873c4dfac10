import { type ClaimRecord, claimText, readClaimText } from '../../core/shifts/claimRecord.ts';
import type { RemoteClaim } from '../../core/shifts/decideClaim.ts';
import type { Repo } from '../git/repo.ts';
import { fetchObjects, listRefs, type Silence, type TalkOptions } from '../git/talk.ts';

const fileName = 'claim.json';
const largestClaim = 64 * 1024;

/** Where the claim of a shift may stand, the preferred ref first; the other is for servers that refuse that namespace. */
export function claimRefs(shift: number): readonly [string, string] {
  return [`refs/runsheet/claims/shift-${shift}`, `refs/heads/runsheet/claims/shift-${shift}`];
}

/**
 * Writes a record as a commit without touching index, branch or files.
 *
 * @param on the claim it follows; without one it follows nothing
 * @returns the commit, or what git said
 */
export async function writeClaimCommit(
  repo: Repo,
  record: ClaimRecord,
  on?: Pick<RemoteClaim, 'commit'>,
): Promise<{ readonly commit: string } | { readonly failed: string }> {
  const blob = await repo.git(['hash-object', '-w', '--stdin'], { input: claimText(record) });
  const tree = await repo.git(['mktree'], { input: `100644 blob ${blob.stdout.trim()}\t${fileName}\n` });
  const parents = on ? ['-p', on.commit] : [];
  const message = `Shift ${record.shift} ${record.state === 'held' ? `is held by ${record.holder}` : 'is released'}\n`;
  const commit = await repo.git(['commit-tree', ...parents, '-F', '-', tree.stdout.trim()], { input: message });
  const failed = [blob, tree, commit].find(({ exitCode }) => exitCode !== 0);
  return failed ? { failed: failed.stderr } : { commit: commit.stdout.trim() };
}

/** The texts of claims by their commits: what was read or written once is not asked for again. */
export type ClaimTexts = Map<string, string>;

/** How often a claim is read again that moved between the look and the fetch. */
const looks = 5;

/**
 * The claims of a shift on a remote, the preferred ref first; none where nobody ever had it.
 *
 * @param texts what is known already, and where what is read is added
 * @param isNew what is not known came up a moment ago: it is brought without looking whether it is here
 */
export async function readRemoteClaims(
  repo: Repo,
  remote: string,
  shift: number,
  options: TalkOptions = {},
  texts: ClaimTexts = new Map(),
  isNew = false,
): Promise<readonly RemoteClaim[] | Silence> {
  const refs = claimRefs(shift);
  let last: Silence = { silent: 'the claim moves faster than it can be read' };
  for (let look = 0; look < looks; look += 1) {
    const found = await listRefs(repo, remote, refs, options);
    if ('silent' in found) return found;
    const there = refs.flatMap((ref) => {
      const commit = found.get(ref);
      return commit === undefined ? [] : [{ ref, commit }];
    });
    const unread = there.filter(({ commit }) => !texts.has(commit));
    if (!isNew) await readTexts(repo, unread, texts);
    const missing = unread.filter(({ commit }) => !texts.has(commit));
    if (missing.length > 0) {
      const silence = await fetchObjects(
        repo,
        remote,
        missing.map(({ ref }) => ref),
        options,
      );
      if (silence) last = silence;
      await readTexts(repo, missing, texts);
    }
    if (there.every(({ commit }) => texts.has(commit)))
      return there.map((each) => ({ ...each, record: recordOf(texts.get(each.commit) ?? '', shift) }));
  }
  return last;
}

/** Adds the texts of claims whose commits are here; empty where one is no claim at all. */
async function readTexts(repo: Repo, claims: readonly { readonly commit: string }[], texts: ClaimTexts): Promise<void> {
  if (claims.length === 0) return;
  const input = claims.map(({ commit }) => `${commit}\n${commit}:${fileName}\n`).join('');
  const { stdout } = await repo.git(['cat-file', '--batch-check=%(objectname) %(objecttype) %(objectsize)'], {
    input,
    // A partial clone would fetch what it lacks.
    env: { GIT_NO_LAZY_FETCH: '1' },
  });
  const facts = stdout.split('\n');
  await Promise.all(
    claims.map(async ({ commit }, index) => {
      if (facts[2 * index]?.startsWith(`${commit} commit `) !== true) return;
      const [blob = '', type, size] = facts[2 * index + 1]?.split(' ') ?? [];
      const isSmall = type === 'blob' && Number(size) <= largestClaim;
      texts.set(commit, isSmall ? (await repo.git(['cat-file', 'blob', blob])).stdout : '');
    }),
  );
}

function recordOf(text: string, shift: number): ClaimRecord | string {
  const record = readClaimText(text);
  return typeof record !== 'string' && record.shift !== shift ? `it is of shift ${record.shift}` : record;
}
