import assert from 'node:assert/strict';
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { indexEvidence } from '../../../../src/core/readiness/evidenceState.ts';
import { assess } from '../../../../src/core/readiness/assess.ts';
import type { FileStamp } from '../../../../src/node/cache/cacheIndex.ts';
import { keepAnswer, keptAnswer, type Question, questionAt } from '../../../../src/node/cache/keptAnswer.ts';
import { stampOf } from '../../../../src/node/cache/planCache.ts';
import { planFiles } from '../../../../src/node/planFiles.ts';
import { withFolder } from '../temporaryFolder.ts';

const plan = '# Plan\n\n- [ ] a\n- [x] b\n';
const files = { 'root/.git/HEAD': '', 'root/plan.md': plan, 'root/sub/next-plan.md': plan, 'root/notes.md': 'words\n' };
const noon = Date.UTC(2026, 2, 4, 12);

interface Asked {
  readonly asked?: string;
  readonly now?: number;
  readonly program?: string;
  readonly below?: string;
}

function ask(folder: string, { asked = 'text', now = noon, program = '1', below = '' }: Asked = {}): Question {
  const root = path.join(folder, 'root');
  const given = { root, folder: path.join(root, below), asked, now };
  const question = questionAt(given, path.join(folder, 'caches'), program);
  assert.ok(question);
  return question;
}

/** As if it had been looked at a while after its last change. */
const later = (stamp: FileStamp): FileStamp => ({ ...stamp, atMs: stamp.atMs + 60_000 });

/** What a search would have seen. */
function seen(question: Question, look = later): ReadonlyMap<string, FileStamp> {
  const found = new Map<string, FileStamp>();
  for (const { path: at, file } of planFiles(question.folder, question)) {
    const stamp = stampOf(file);
    assert.ok(stamp);
    found.set(at, look(stamp));
  }
  return found;
}

function keep(folder: string, text = 'the answer', about: Asked = {}): void {
  const question = ask(folder, about);
  const { config } = question;
  keepAnswer({ ...question, ...(config && { config: later(config) }) }, seen(question), '.handoffs', text);
}

/** Waits until the clock of the file system has gone on, so that a change shows in the times. */
function nextTick(folder: string): void {
  const at = (): number => {
    writeFileSync(path.join(folder, 'clock'), '');
    return statSync(path.join(folder, 'clock')).ctimeMs;
  };
  const start = at();
  while (at() === start);
}

describe('an answer of the command line that is kept', function () {
  this.timeout(60_000);
  it('is given again as long as nothing changes', () => {
    withFolder(files, (folder) => {
      assert.equal(keptAnswer(ask(folder)), undefined);
      keep(folder);
      assert.equal(keptAnswer(ask(folder)), 'the answer');
      assert.equal(keptAnswer(ask(folder, { now: noon + 23 * 3_600_000 })), 'the answer');
    });
  });

  for (const [what, other] of [
    ['another question', { asked: 'json' }],
    ['another program', { program: '2' }],
    ['another folder', { below: 'sub' }],
    ['the next day, which begins at noon UTC', { now: noon + 24 * 3_600_000 }],
    ['a clock that was set back', { now: noon - 1 }],
  ] as const)
    it(`is none to ${what}`, () => {
      withFolder(files, (folder) => {
        keep(folder);
        assert.equal(keptAnswer(ask(folder, other)), undefined);
        assert.equal(keptAnswer(ask(folder)), 'the answer');
      });
    });

  const changes: Readonly<Record<string, (root: string) => void>> = {
    'a box is ticked': (root) => writeFileSync(`${root}/plan.md`, plan.replace('[ ]', '[x]')),
    'a box is ticked and the time set back': (root) => {
      writeFileSync(`${root}/sub/next-plan.md`, plan.replace('[ ]', '[x]'));
      utimesSync(`${root}/sub/next-plan.md`, noon / 1000, noon / 1000);
    },
    'another file takes the place of a plan': (root) => {
      writeFileSync(`${root}/other`, plan);
      renameSync(`${root}/other`, `${root}/plan.md`);
    },
    'a file that is no plan grows': (root) => appendFileSync(`${root}/notes.md`, plan),
    'a plan goes': (root) => rmSync(`${root}/plan.md`),
    'a plan gets another name': (root) => renameSync(`${root}/plan.md`, `${root}/plan-b.md`),
    'a plan comes': (root) => writeFileSync(`${root}/sub/roadmap.md`, plan),
    'a plan becomes a folder': (root) => {
      rmSync(`${root}/plan.md`);
      mkdirSync(`${root}/plan.md`);
    },
    'a plan is ignored': (root) => writeFileSync(`${root}/.gitignore`, 'sub\n'),
    'one plan is ignored and another comes': (root) => {
      writeFileSync(`${root}/.gitignore`, 'sub\n');
      writeFileSync(`${root}/roadmap.md`, plan);
    },
    'a plan is ignored for this clone': (root) => {
      mkdirSync(`${root}/.git/info`);
      writeFileSync(`${root}/.git/info/exclude`, 'sub/\n');
    },
    'a configuration comes': (root) => writeFileSync(`${root}/.runsheet.json`, '{}'),
    'evidence comes': (root) => {
      mkdirSync(`${root}/.handoffs/evidence`, { recursive: true });
      writeFileSync(`${root}/.handoffs/evidence/x.json`, '{}');
    },
    'something else stands where handoffs go': (root) => writeFileSync(`${root}/.handoffs`, ''),
    'a handoff comes that no search finds': (root) => {
      writeFileSync(`${root}/.gitignore`, 'docs\n');
      mkdirSync(`${root}/docs`);
      writeFileSync(`${root}/docs/SESSION_HANDOFF.md`, '# Handoff\n');
    },
  };
  for (const [what, change] of Object.entries(changes))
    it(`is none any more when ${what}`, () => {
      withFolder(files, (folder) => {
        utimesSync(path.join(folder, 'root/sub/next-plan.md'), noon / 1000, noon / 1000);
        keep(folder);
        nextTick(folder);
        change(path.join(folder, 'root'));
        assert.equal(keptAnswer(ask(folder)), undefined);
      });
    });

  it('is none any more when the configuration changes', () => {
    withFolder({ ...files, 'root/.runsheet.json': '{}' }, (folder) => {
      keep(folder);
      assert.equal(keptAnswer(ask(folder)), 'the answer');
      nextTick(folder);
      writeFileSync(path.join(folder, 'root/.runsheet.json'), '[]');
      assert.equal(keptAnswer(ask(folder)), undefined);
    });
  });

  it('is not kept where the next change could go unseen, and beside evidence or handoffs', () => {
    withFolder({ ...files, 'root/.runsheet.json': '{}' }, (folder) => {
      const question = ask(folder);
      const config = question.config && later(question.config);
      assert.ok(config);
      keepAnswer(
        { ...question, config },
        seen(question, (stamp) => stamp),
        '.handoffs',
        'young plans',
      );
      keepAnswer(question, seen(question), '.handoffs', 'a young configuration');
      keepAnswer({ ...question, config }, seen(question), 'sub', 'a folder of handoffs');
      assert.equal(keptAnswer(question), undefined);
      writeFileSync(path.join(folder, 'root/HANDOFF.md'), '# Handoff\n');
      keepAnswer({ ...question, config }, seen(question), '.handoffs', 'a handoff');
      assert.equal(keptAnswer(question), undefined);
    });
  });

  it('is not kept where it is longer than what is read again', () => {
    withFolder(files, (folder) => {
      keep(folder, '€'.repeat(1024 * 1024));
      assert.equal(keptAnswer(ask(folder))?.length, 1024 * 1024);
      rmSync(ask(folder).place);
      keep(folder, 'a'.repeat(1024 * 1024 + 1));
      assert.throws(() => statSync(ask(folder).place), /ENOENT/);
    });
  });

  it('is not given where its file is damaged', () => {
    withFolder(files, (folder) => {
      keep(folder);
      appendFileSync(ask(folder).place, ' ');
      assert.equal(keptAnswer(ask(folder)), undefined);
      writeFileSync(ask(folder).place, '');
      assert.equal(keptAnswer(ask(folder)), undefined);
    });
  });

  it('stands for the very files that it was made of, whatever was done to them', () => {
    const name = fc.constantFrom('plan.md', 'sub/next-plan.md', 'notes.md', 'sub/more.md');
    const step = fc.oneof(
      fc.tuple(fc.constant('write' as const), name, fc.constantFrom(plan, `${plan}- [ ] c\n`)),
      fc.tuple(fc.constant('remove' as const), name),
      fc.tuple(fc.constant('rename' as const), name, name),
      fc.tuple(fc.constant('keep' as const)),
    );
    withFolder(files, (folder) => {
      const root = path.join(folder, 'root');
      const state = (): string => Array.from(planFiles(root, { root }), ({ file }) => file + sizeOf(file)).join('\n');
      const sizeOf = (file: string): string => `: ${statSync(file).size}`;
      fc.assert(
        fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
          keep(folder, state());
          for (const [what, one = '', other = ''] of steps) {
            nextTick(folder);
            const file = path.join(root, one);
            const isThere = readdirSync(path.dirname(file)).includes(path.basename(file));
            if (what === 'write') writeFileSync(file, other);
            else if (what === 'keep') keep(folder, state());
            else if (what === 'remove') rmSync(file, { force: true });
            else if (isThere) renameSync(file, path.join(root, other));
            assert.ok([undefined, state()].includes(keptAnswer(ask(folder))));
          }
        }),
        { numRuns: 40 },
      );
    });
  });

  it('stands until the calendar says something else of the same plan', () => {
    const dated = parsePlan(
      'plan.md',
      '# Plan\n\n- [ ] Pay (due: 2026-03-05)\n- [ ] Dig (by 2026-03-03)\n\n## Task 1: Move\n\n**Completed**: 2026-03-06\n\n- [x] x\n',
    );
    const known = { byCriterion: indexEvidence([]) };
    const problems = (now: number) => assess(dated, known, { now }).problems;
    const [fresh, kept] = [new Set<string>(), [] as string[]];
    withFolder(files, (folder) => {
      for (let hour = -72; hour < 96; hour++) {
        const now = noon + hour * 3_600_000 - 1;
        const answer = JSON.stringify(problems(now));
        fresh.add(answer);
        const before = keptAnswer(ask(folder, { now }));
        if (before === undefined) keep(folder, answer, { now });
        else {
          kept.push(before);
          assert.equal(before, answer);
        }
      }
    });
    assert.deepEqual([fresh.size, kept.length], [4, 160]);
  });
});
