import assert from 'node:assert/strict';
import { stripDecoration } from '../../../../src/core/text/decoration.ts';

describe('decoration of a title', () => {
  const readings: readonly (readonly [text: string, bare: string])[] = [
    ['🎯 Goals', 'Goals'],
    ['⚠️ Risks & Mitigation', 'Risks & Mitigation'],
    ['⚠\ufffd Risks', 'Risks'],
    ['\ufffd\ufffd Architecture', 'Architecture'],
    ['Foundation ðŸ”', 'Foundation'],
    ['ğŸ—ï¸ Architecture', 'Architecture'],
    ['Set up ✅ 🚀', 'Set up'],
    ['✅ - Set up', 'Set up'],
    ['🔴 | Urgent', 'Urgent'],
    ['• ├── item │', 'item'],
    ['1️⃣ First', 'First'],
    ['👩‍💻 Team 🇩🇪', 'Team'],
    ['# 5 of 7 *', '# 5 of 7 *'],
    ['© 2026 Team ™', '© 2026 Team ™'],
    ['Solve → save', 'Solve → save'],
    ['Done ✅ COMPLETE', 'Done ✅ COMPLETE'],
    ['🎯', ''],
    ['', ''],
  ];
  for (const [text, bare] of readings) {
    it(`${JSON.stringify(text)} leaves ${JSON.stringify(bare)}`, () => assert.equal(stripDecoration(text), bare));
  }
});
