// A gate that lets every call go, for tests of what comes behind it.

import type { Gate } from '../../src/livestorm/gate.ts';

export const openGate: Gate = { turn: async () => {}, hold: async () => {}, spent: async () => {} };
