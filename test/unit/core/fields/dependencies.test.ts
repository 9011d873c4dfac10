import assert from 'node:assert/strict';
import { readArrowChain, readDependencies } from '../../../../src/core/fields/dependencies.ts';

const targets = (value: string) => readDependencies(value).map(({ kind, target }) => `${kind} ${target ?? '-'}`);

describe('a dependency', () => {
  const values: readonly (readonly [value: string, ...expected: string[]])[] = [
    ['Stream 1', 'hard Stream 1'],
    ['Stream 1-2', 'hard Stream 1', 'hard Stream 2'],
    ['Streams 1 and 2', 'hard Stream 1', 'hard Stream 2'],
    ['Phase 1, 2 and 3', 'hard Phase 1', 'hard Phase 2', 'hard Phase 3'],
    ['T012, T013 and 1.2', 'hard T012', 'hard T013', 'hard 1.2'],
    ['TASK-12; TASK-13', 'hard TASK-12', 'hard TASK-13'],
    ['Depends on #12', 'hard 12'],
    ['1, 2', 'hard 1', 'hard 2'],
    ['Core engine from Stream 2 (already complete)', 'hard Stream 2'],
    ['Fase 1', 'hard Fase 1'],
    ['第一阶段', 'hard 阶段 1'],
    ['Partial dependency on Stream 1 (auth for callbacks)', 'soft Stream 1'],
    ['API endpoints from Stream 2 (can use mock data initially)', 'soft Stream 2'],
    ['WebSocket from Stream 5 (can implement polling first)', 'soft Stream 5'],
    ['Stream 1-2 completion needed for realistic load testing', 'soft Stream 1', 'soft Stream 2'],
    ['Stream 1 (can use basic auth), Stream 2', 'soft Stream 1', 'hard Stream 2'],
    ['Stream 1, can use mock data', 'soft Stream 1'],
    ['Features must be complete for documentation', 'note -'],
    ['Can start weeks 1-2 immediately with mock auth', 'note -'],
    ['Node.js 18.2, Redis 7.2', 'note -'],
    ['PostgreSQL 14 and PM2', 'note -'],
    ['None'],
    ['None (can start immediately)'],
    ['Can start immediately (parallel infrastructure work)'],
    ['Nothing'],
    [''],
  ];
  for (const [value, ...expected] of values) {
    it(`"${value}" is ${expected.join(', ') || 'none'}`, () => assert.deepEqual(targets(value), expected));
  }

  it('carries the words that state it', () => {
    assert.deepEqual(readDependencies('after T018 (schema), T019'), [
      { kind: 'hard', target: 'T018', text: 'T018 (schema)' },
      { kind: 'hard', target: 'T019', text: 'T019' },
    ]);
  });

  it('spans no more than a person would write', () => {
    assert.deepEqual(targets('Stream 1-9999'), ['hard Stream 1-9999']);
  });
});

describe('an arrow chain', () => {
  it('is read with every kind of arrow', () => {
    for (const arrow of ['→', '->', '-->', '=>', '>']) {
      assert.deepEqual(readArrowChain(`Stream 1 ${arrow} Stream 2 (API) ${arrow} Launch`), [
        'Stream 1',
        'Stream 2 (API)',
        'Launch',
      ]);
    }
  });

  it('is not a bound or a single name', () => {
    assert.deepEqual([readArrowChain('> 80%'), readArrowChain('Stream 1'), readArrowChain('')], [[], [], []]);
  });
});
