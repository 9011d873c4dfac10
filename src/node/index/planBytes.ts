import { deserialize, serialize } from 'node:v8';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Plan } from '../../core/model.ts';

/**
 * A plan as bytes of its own, for keeping and for handing to another thread without copying. A tenth of what the plan
 * takes as objects: a thousand plans of 13 KB are 250 MB as objects and some 10 MB like this.
 */
export function planToBytes(plan: Plan): Uint8Array<ArrayBuffer> {
  // The buffers of zlib are cut from larger ones, which would travel with them.
  return new Uint8Array(deflateRawSync(serialize(plan), { level: 1 }));
}

/** What `planToBytes` packed in a process of the same version. */
export function planFromBytes(packed: Uint8Array): Plan {
  return deserialize(inflateRawSync(packed)) as Plan;
}
