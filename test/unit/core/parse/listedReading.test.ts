import assert from 'node:assert/strict';
import { parsePlan } from '../../../../src/core/parse/parsePlan.ts';
import { PlanReading } from '../../../../src/core/parse/planReading.ts';

const text = `# Rebuild of the yard

Why we do it.

## Phase 1: Door

Some words about the door.

- Oil the hinges
- Hang the bell
  - Find a bell
- Keys: cut three of them
- **Lock**: a new one

### Paint

- Choose a colour
- Paint the door

### Notes

- Bring a coat
- It is cold

## Phase 2: Shed

**Tasks**

1. Empty it
2. Sweep the floor

**Risks**

- The roof may fall

## Phase 3: Road

- Dig
- Pour
`;

/** Types at the end of the first line that begins so, letter by letter, and compares after each with the whole reading. */
function typeAt(reading: PlanReading, beginning: string, typed: string, column?: number): void {
  const lines = reading.text.split('\n');
  const line = lines.findIndex((one) => one.startsWith(beginning));
  const from = column ?? lines[line]?.length ?? 0;
  for (const [index, letter] of typed.split('').entries()) {
    const at = from + index;
    const plan = reading.edit([{ line, column: at, endLine: line, endColumn: at, text: letter }]);
    assert.deepEqual(plan, parsePlan('plan.md', reading.text));
  }
}

function tasks(reading: PlanReading): readonly number[] {
  return reading.plan.phases.map((phase) => phase.tasks);
}

describe('reading a plan of plain lists while it is edited', () => {
  const quick: Readonly<Record<string, string>> = {
    'an item': '- Oil the hinges',
    'an item below another': '  - Find a bell',
    'what is said behind a colon': '- Keys: cut three',
    'an item below a label': '2. Sweep',
    'an item of a list that is not the work': '- Bring a coat',
    'the words of a phase': 'Some words',
    'the heading of a phase': '## Phase 1: Door',
    'a heading in a phase': '### Paint',
  };
  for (const [what, beginning] of Object.entries(quick)) {
    it(`does not put the whole document together for letters in ${what}`, () => {
      const reading = new PlanReading('plan.md', text, {});
      assert.deepEqual(tasks(reading), [6, 2, 2]);
      const before = reading.wholeReadings;
      typeAt(reading, beginning, 's in the snow');
      assert.equal(reading.wholeReadings, before);
    });
  }

  const seen: Readonly<Record<string, readonly [beginning: string, typed: string, counts: readonly number[]]>> = {
    'that an item says what has to hold': ['- Oil the hinges', 'Acceptance: ', [5, 2, 2]],
    'that an item says nothing': ['- Dig', 'None, no ', [6, 2, 1]],
    'that an item is about the phase': ['- Pour', 'Risks: ', [6, 2, 1]],
    'that an item has a box now': ['- Dig', '[ ] ', [0, 2, 1]],
    'that a heading says what its list is': ['### Paint', 'Risks of ', [4, 2, 2]],
    'that an item is a step of the one before': ['- Hang', '  ', [5, 2, 2]],
  };
  for (const [what, [beginning, typed, counts]] of Object.entries(seen)) {
    it(`sees ${what}`, () => {
      const reading = new PlanReading('plan.md', text, {});
      const column = what.includes('step') ? 0 : beginning.indexOf(' ') + 1;
      typeAt(reading, beginning, typed, column);
      assert.deepEqual(tasks(reading), counts);
    });
  }

  it('sees that three headings end with one word, one of which names what comes of the work elsewhere', () => {
    const headings = ['Booking test plan', 'Order plan', 'Room pla'];
    const sections = headings.map((one) => `## ${one}\n\n- the page\n- the form\n\n`).join('');
    const reading = new PlanReading('plan.md', `# Rooms\n\n${sections}`, {});
    assert.deepEqual(tasks(reading), [2, 2]);
    typeAt(reading, '## Room pla', 'n');
    assert.deepEqual(tasks(reading), [2, 2, 2]);
  });
});
