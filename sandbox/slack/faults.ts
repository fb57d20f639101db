// What goes wrong on purpose, and how often still.

import type { Fault } from './model.ts';

export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  /** The fault for this call, if any; it counts as used. */
  take(method: string): Fault | undefined;
}

export function createFaults(): Faults {
  let pending: { fault: Fault; left: number }[] = [];
  return {
    add: (fault) => void pending.push({ fault, left: fault.times ?? 1 }),
    clear() {
      pending = [];
    },
    take(method) {
      const hit = pending.find(({ fault }) => fault.method === method || fault.method === '*');
      if (!hit) return undefined;
      hit.left -= 1;
      if (hit.left <= 0) pending = pending.filter((each) => each !== hit);
      return hit.fault;
    },
  };
}
