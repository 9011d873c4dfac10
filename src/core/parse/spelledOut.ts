import { readLabel } from '../fields/label.ts';
import { type Draft, plainItems } from './draft.ts';
import { isAboutWork } from './listKind.ts';
import { normalize } from './roleOfLabel.ts';

/** What is said of one piece of work: what is wrong, what is done about it, where, and what comes of it. */
const saying =
  /^(?:problem|issue|bug|cause|root cause|symptoms?|why|what|how|where|when|current|currently|today|now|before|after|(?:proper )?fix|workaround(?: in place)?|hypothesis|investigation(?: done)?|expected|actual|solution|proposal|proposed(?: fix| solution)?|change|action|approach|improvement|impact|benefit|value|effort|complexity|priority|location|trigger|hoy|ahora|mejora|problema|causa|solución|propuesta|impacto|beneficio|hoje|melhoria|solução|proposta|problème|cause|correctif|heute|ursache|lösung|vorschlag|nutzen|проблема|причина|решение|问题|原因|方案|解决方案|影响|課題|問題|対応|対策|문제|원인|해결)$/;

/**
 * `### Slow queries` over "**Problem:** ...", "**Solution:** ...", "**Impact:** ...": the items of its list are not the
 * tasks, they spell out the one thing that the heading names.
 */
export function isSpelledOut(section: Draft): boolean {
  const items = plainItems(section);
  if (items.length < 2 || items.length < section.children.length) return false;
  const labels = items.map(({ text }) => readLabel(text.slice(0, 300))?.label);
  if (labels.includes(undefined) || new Set(labels).size < labels.length) return false;
  const known = labels.filter((label = '') => saying.test(normalize(label)));
  const about = labels.filter((label = '') => isAboutWork(label));
  return known.length > 0 && (known.length + about.length) * 2 > labels.length;
}

/** The same in paragraphs: "**Current:** ...", "**Fix:** ...". */
export function isSpelledOutInFields(section: Draft): boolean {
  const labels = new Set(section.fields.map(({ label }) => normalize(label)).filter((label) => saying.test(label)));
  return labels.size >= 2;
}
