import assert from 'node:assert/strict';
import fc from 'fast-check';
import { macRoman, windows1252, windows1254 } from '../../../../src/core/text/singleByteTables.ts';
import { repairGarbled } from '../../../../src/core/text/garbled.ts';

const tables = { windows1252, windows1254, macRoman };

/** What a text becomes when its UTF-8 is read in a single-byte encoding. */
function garble(text: string, table: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) =>
    byte < 0x80 ? String.fromCharCode(byte) : table.charAt(byte - 0x80),
  ).join('');
}

/** The same on a way that loses the bytes which the encoding does not define. */
const garbleWithLoss = (text: string, table: string) => garble(text, table).replace(/[\u0080-\u009f]/g, '');

const repaired = (text: string) => repairGarbled(text).text;

describe('garbled text', () => {
  const lines = [
    '## 🎯 Phase 1: Foundation → Launch',
    '✅ Done — “quoted” … it’s 50 € • ok',
    '├── src   └── test │ ┌──┐ ↓ ⚠️ ☝️ 🏗️ 👩‍💻',
    'Prüfung über größere Änderungen für Müller',
    'déjà vu, là où il a reçu une pièce à côté',
    'Migración: diseño, acción y año 2026',
    'Não há ações; ½ ± 3 °C, 20 µs ©',
    'Tamamlanan iş: güncelleme yapıldı, çağrı',
    'Этап 1: Подготовка и запуск',
    '阶段一：准备 フェーズ2の実装 단계',
    'Φάση 1: Σχεδιασμός',
    'Triển khai ứng dụng, kiểm thử',
  ];
  for (const [name, table] of Object.entries(tables)) {
    it(`is repaired where UTF-8 was read as ${name}`, () => {
      const document = lines.join('\n');
      assert.deepEqual(repaired(garble(document, table)).split('\n'), lines);
    });
  }

  for (const text of ['Über', 'café', 'El Niño', 'Grün → Rot', '🚀 Launch', 'Weeks 1–4', 'naïve', 'Łódź, Kraków']) {
    it(`is repaired in a title on its own: ${text}`, () => {
      for (const table of Object.values(tables)) assert.equal(repaired(garble(text, table)), text);
    });
  }

  it('says where it stands, so that a quick fix can change those characters only', () => {
    const { text, runs } = repairGarbled('ok ✅ â†’ end ðŸš€');
    assert.equal(text, 'ok ✅ → end 🚀');
    assert.deepEqual(runs, [
      { start: 5, end: 8, repaired: '→' },
      { start: 13, end: 17, repaired: '🚀' },
    ]);
  });

  it('that went wrong twice is repaired twice', () => {
    for (const table of [windows1252, macRoman]) {
      assert.equal(repaired(garble(garble('Plan – Änderung →', table), table)), 'Plan – Änderung →');
    }
  });

  it('that lost bytes stays as it is, and what stands beside it is repaired', () => {
    const cut = garbleWithLoss('📝 Notes ┐', windows1252);
    assert.equal(repaired(`${cut} ${garble('→', windows1252)}`), `${cut} →`);
    assert.equal(repaired('A � and â†’'), 'A � and →');
  });

  it('gets back the variation selector whose last byte was dropped', () => {
    assert.equal(repaired(garbleWithLoss('⚠️ Risks', windows1252)), '⚠️ Risks');
  });
});

describe('good text', () => {
  const good = [
    'déjà vu – “ok” → ½ ±',
    'Il a terminé » hier, « voilà » : « État » … l’été, d’où, où…',
    '«Très bien» – “À bientôt” – ‘École’ — É…É',
    'terminé\u00a0» là\u00a0» été\u00a0: où\u00a0? « à\u00a0»',
    'CAFÉ… “CAFÉ” «CAFÉ» CAFÉ™ MANHÃ… “MANHÔ AMANHÃ\u00a0»',
    'Straße… „Spaß“ — Fuß– Größe: ‚Äpfel‘, ‚Öl‘ ÄÖÜäöüß',
    '¿Qué? ¡Año! ESPAÑA… “SEÑOR” corazón»',
    'Türkçe: ışık, İstanbul, ağaç, çığ, şeker, GÜĞÜM… “DAĞ” İŞ’te',
    'PÅ… TVÅ” 5 Å² 10 Å – Ångström, SÅ\u00a0– FÅ»',
    '√π ≈ 1.77, ≈π, 2√π, ∑ ∂x ∞ ≥ ≤ ≠ Ω ƒ(x) x√2 ¬A',
    '2×3 ÷ 4 = ½ × 3², 20° ± 3°, µm, § 5, ¶, © ® ™',
    'Olá, São João – ações, às 10h… “não”',
    'Łódź, Kraków, Českó, Žižkov, ĉirkaŭ',
    'Этап 1 — «Подготовка»… № 5',
    '阶段一：准备，（测试）… 「フェーズ」',
    'Á É Í Ó Ú: à–é–è, é–è–ê–ë, à—é',
    '🎯 ✅ ⚠️ ├── └── │ • … – — → 👩‍💻',
  ];
  for (const text of good) {
    it(`is never changed: ${text}`, () => {
      const { text: kept, runs } = repairGarbled(text);
      assert.equal(kept, text);
      assert.deepEqual(runs, []);
    });
  }

  it('in a document that is garbled elsewhere stays too', () => {
    const document = `â†’ ${good.slice(0, 8).join('\n')}`;
    assert.equal(repaired(document), document.replace('â†’', '→'));
  });

  it('in plain ASCII comes back as it is', () => {
    fc.assert(fc.property(fc.string(), (text) => assert.equal(repaired(text), text)));
  });
});

describe('any text', () => {
  it('can be repaired without an exception, and the runs make up the difference', () => {
    const characters = fc.constantFrom(...Array.from(windows1252 + macRoman), 'a', ' ', '�', '🎯');
    fc.assert(
      fc.property(fc.array(characters), (parts) => {
        const text = parts.join('');
        const result = repairGarbled(text);
        let rebuilt = text;
        for (const run of result.runs.toReversed()) {
          rebuilt = rebuilt.slice(0, run.start) + run.repaired + rebuilt.slice(run.end);
        }
        assert.equal(result.text, rebuilt);
      }),
    );
  });
});
