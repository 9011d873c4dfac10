import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { checkHandoff } from '../../../../src/core/shifts/checkHandoff.ts';
import { newHandoffText } from '../../../../src/core/shifts/handoffText.ts';
import { readHandoff } from '../../../../src/core/shifts/readHandoff.ts';

const ended = readFileSync('samples/.agent-handoffs/SHIFT_1_HANDOFF.md', 'utf8');

describe('A handoff that Runsheet wrote', () => {
  it('says who held which shift, from when to when, and where the score stood', () => {
    assert.deepEqual(readHandoff(ended).head, {
      shift: 1,
      agent: 'Platform',
      state: 'ended',
      startedAtMs: Date.UTC(2025, 8, 22, 0, 2),
      endedAtMs: Date.UTC(2025, 8, 22, 2, 56),
      score: 88,
    });
  });

  it('gives its status, what was done, blockers and actions', () => {
    const { status, done, blockers, actions } = readHandoff(ended);
    assert.deepEqual(status, { word: 'WATCH', reason: 'everything runs, but nobody has measured the load yet.' });
    assert.deepEqual(
      done.map(({ claim, evidence, verified }) => [claim, evidence, verified]),
      [
        ['Build twice and compare', 'equal', true],
        ['Copy kept and brought back', undefined, true],
      ],
    );
    assert.deepEqual(blockers, [
      {
        text: 'Password of the office machine',
        priority: 'P1',
        needs: 'the harbour office',
        since: '01:30',
        resolved: false,
        line: 28,
      },
    ]);
    assert.deepEqual(
      actions.map(({ text, done: ticked, priority, owner }) => [text, ticked, priority, owner]),
      [
        ['tests for windows over midnight', false, 'P0', 'Backend'],
        ['ask the office for the password', false, 'P1', 'Backend'],
        ['a photograph of the cable that fits', false, 'P2', 'Papers'],
      ],
    );
  });

  it('is complete, and without its last line it is truncated', () => {
    assert.deepEqual([readHandoff(ended).isComplete, readHandoff(ended).faults], [true, []]);
    const cut = readHandoff(ended.slice(0, ended.indexOf('## 8 Facts')));
    assert.deepEqual([cut.isComplete, cut.faults.map(({ code }) => code)], [false, ['truncated']]);
  });

  it('is read the same with Windows line ends', () => {
    assert.deepEqual(readHandoff(ended.replaceAll('\n', '\r\n')), readHandoff(ended));
  });

  it('of a newer version is refused with a sentence that says what to do', () => {
    const text = newHandoffText({ shift: 4 }).replace('handoff 1 -->', 'handoff 2 -->');
    const { faults } = readHandoff(text);
    assert.equal(faults[0]?.code, 'future-version');
    assert.match(faults[0].message, /version 2 .*update Runsheet/);
  });

  it('that was just opened is not truncated, and five sections have to be filled before its end', () => {
    const handoff = readHandoff(newHandoffText({ shift: 4, agent: 'Backend', startedAtMs: 0 }));
    assert.deepEqual([handoff.version, handoff.faults, handoff.head.state], [1, [], 'active']);
    assert.deepEqual(
      checkHandoff(handoff).map(({ code, section }) => `${section}: ${code}`),
      ['status', 'summary', 'blockers', 'actions', 'watch'].map((section) => `${section}: empty-section`),
    );
  });

  it('a heading inside a section opens no section of its own', () => {
    const text = ended.replace('- Build twice', '### Tests\n\n- Build twice');
    assert.equal(readHandoff(text).done.length, 2);
  });
});

describe('A handoff that a script made', () => {
  const script = [
    '# Shift 7 Handoff - Integration Agent',
    '',
    '**Agent Type:** Integration',
    '**Start Time:** 2025-10-10 18:00:00 UTC',
    '**End Time:** 2025-10-10 20:58:31 UTC',
    '**Status:** ✅ Complete',
    '**Production Score:** 96% → 97%',
    '**Commit:** 0bfc641',
    '',
    '## ✅ Completed Tasks',
    '- [x] Payment flow runs to the end',
    '- [ ] Refunds',
    '',
    '## 🚧 In Progress',
    '- Refunds: half of the forms',
    '',
    '## ⚠️ Blockers & Issues',
    '- **[P0]** Sandbox key expired',
    '  - Needs: the bank',
    '  - Since: 19:10',
    '',
    '## 📊 Test Results',
    '- Frontend: 10/19 passing',
    '',
    '## 🎯 Next Shift Priorities',
    '1. Renew the key',
    '2. Finish the refunds',
    '',
    '## 📝 Notes for Next Agent',
    '- The queue is slow after a restart',
  ].join('\n');

  it('is understood: head, work, blockers, next steps and notes', () => {
    const { head, done, blockers, actions, sections, faults } = readHandoff(script);
    assert.deepEqual(head, {
      shift: 7,
      agent: 'Integration',
      state: 'ended',
      startedAtMs: Date.UTC(2025, 9, 10, 18),
      endedAtMs: Date.UTC(2025, 9, 10, 20, 58, 31),
      endCommit: '0bfc641',
      score: 97,
    });
    assert.deepEqual(
      done.map(({ claim }) => claim),
      ['Payment flow runs to the end'],
    );
    assert.deepEqual(
      blockers.map(({ text, priority, needs, since }) => [text, priority, needs, since]),
      [['Sandbox key expired', 'P0', 'the bank', '19:10']],
    );
    assert.deepEqual(
      actions.map(({ text }) => text),
      ['Renew the key', 'Finish the refunds'],
    );
    assert.equal(sections.facts?.text, '- Frontend: 10/19 passing');
    assert.equal(sections.watch?.text, '- The queue is slow after a restart');
    assert.deepEqual(faults, []);
  });

  it('with its template never filled is not complete', () => {
    const template = [
      '# Shift 2 Handoff',
      '## Summary',
      '[Describe the shift]',
      '## Blockers',
      '- [ ] ',
      '## Next Steps',
      'TBD',
    ];
    const gaps = checkHandoff(readHandoff(template.join('\n'))).map(({ code, section }) => `${section}: ${code}`);
    assert.deepEqual(gaps, [
      'status: missing-section',
      'summary: unfilled',
      'blockers: empty-section',
      'actions: unfilled',
      'watch: missing-section',
    ]);
  });
});

describe('A handoff that a person wrote', () => {
  it('in bold labels without a heading is understood', () => {
    const text = [
      '# Session handoff',
      '',
      '**Author:** Kim',
      '**Date:** January 7, 2026',
      '',
      '**What was done:**',
      '- Login works again',
      '**Blockers:** none',
      '**Next steps:** merge the branch, then tell the testers',
    ].join('\n');
    const { head, done, blockers, actions } = readHandoff(text);
    assert.deepEqual(head, { holder: 'Kim', startedAtMs: Date.UTC(2026, 0, 7) });
    assert.deepEqual(
      done.map(({ claim }) => claim),
      ['Login works again'],
    );
    assert.deepEqual(blockers, []);
    assert.deepEqual(
      actions.map(({ text: action }) => action),
      ['merge the branch, then tell the testers'],
    );
  });

  it('blockers in paragraphs are blockers, and a struck one is resolved', () => {
    const text = '## Blockers\n\nThe server is down.\nNobody has the key.\n\n~~Licence missing~~\n';
    assert.deepEqual(
      readHandoff(text).blockers.map(({ text: blocker, resolved }) => [blocker, resolved]),
      [
        ['The server is down.', false],
        ['Licence missing', true],
      ],
    );
  });

  it('"None at this time." is no blocker', () => {
    for (const none of ['None.', '- None at this time.', 'n/a', 'No blockers', '—', '*None*'])
      assert.deepEqual(readHandoff(`## Blockers\n\n${none}\n`).blockers, [], none);
  });

  it('what stands in code or in a comment is no section', () => {
    const text =
      '## Summary\n\nAll fine.\n\n```\n## Blockers\n- none of this\n```\n\n<!--\n## Blockers\n- nor this\n-->\n';
    assert.deepEqual([readHandoff(text).blockers, readHandoff(text).sections.blockers], [[], undefined]);
  });

  it('a code block that is never closed means that the rest may be lost', () => {
    assert.deepEqual(
      readHandoff('## Summary\n\n```\nnpm test\n').faults.map(({ code }) => code),
      ['truncated'],
    );
  });

  it('a text that is about something else is no handoff', () => {
    assert.deepEqual(
      readHandoff('# Recipe\n\nFlour and water.\n').faults.map(({ code }) => code),
      ['no-handoff'],
    );
  });
});
