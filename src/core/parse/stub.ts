import { type Draft, newDraft } from './draft.ts';
import type { SettledBody } from './settledBody.ts';

/** All that a draft may have, so that a new property cannot be forgotten here. */
const properties: Readonly<Record<keyof Draft, true>> = {
  type: true,
  kind: true,
  line: true,
  endLine: true,
  depth: true,
  parent: true,
  children: true,
  title: true,
  text: true,
  unit: true,
  id: true,
  mark: true,
  status: true,
  stated: true,
  bold: true,
  ordered: true,
  optional: true,
  priority: true,
  owner: true,
  estimate: true,
  schedule: true,
  due: true,
  ownRole: true,
  markedRole: true,
  configuredRole: true,
  isAllWork: true,
  role: true,
  roleReason: true,
  phase: true,
  boxes: true,
  key: true,
  fields: true,
  dependsOn: true,
  files: true,
  code: true,
  meddled: true,
  settled: true,
  stands: true,
};

/** What a stub answers to a question that it cannot answer; the answer is thrown away with the reading. */
const nothing = Object.freeze(
  newDraft({ type: 'bullet', kind: 'bullet', line: 0, endLine: 0, title: '', text: '', parent: undefined }),
);

/**
 * Stands in the tree for the own text of a section that did not change. Rules that know what a settled body says ask for
 * `stands` first. A rule that does not know about it touches another property: that is noted, and the document is read
 * once more with that text in full. So a new rule may be slow, but never wrong by what it does not see.
 */
class Stub {
  readonly stands: SettledBody;

  constructor(body: SettledBody) {
    this.stands = body;
  }
}

for (const name of Object.keys(properties) as (keyof Draft)[]) {
  if (name === 'stands' || name === 'settled') continue;
  Object.defineProperty(Stub.prototype, name, {
    get(this: Stub) {
      this.stands.touched = true;
      const value = nothing[name];
      return Array.isArray(value) ? [] : value;
    },
    set(this: Stub) {
      this.stands.touched = true;
    },
  });
}

export function stubOf(body: SettledBody): Draft {
  return new Stub(body) as unknown as Draft;
}

/** The node with a name in the text that a stub stands for: it has a key, and anything else touches the stub. */
class NamedStub extends Stub {
  readonly ownKey: string;

  constructor(body: SettledBody, key: string) {
    super(body);
    this.ownKey = key;
  }
}
Object.defineProperty(NamedStub.prototype, 'key', {
  get(this: NamedStub) {
    return this.ownKey;
  },
});
Object.defineProperty(NamedStub.prototype, 'phase', { value: false });

export function namedStub(body: SettledBody, key: string): Draft {
  return new NamedStub(body, key) as unknown as Draft;
}
