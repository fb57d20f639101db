// A check of the doctor's that breaks is said, and breaks no other.

import { expect, test } from 'vitest';
import { doctor } from '../../src/commands/doctor.ts';
import type { Livestorm } from '../../src/livestorm/client.ts';
import { createLog } from '../../src/log.ts';
import { depsOf } from '../support/deps.ts';
import { read } from '../views/golden.ts';

test('a check that breaks is said, and the others are made', async () => {
  const lines: string[] = [];
  const broken = () => Promise.reject(new Error('out of order'));
  const deps = depsOf({
    livestorm: { for: () => ({ ping: async () => undefined }) as Partial<Livestorm> as Livestorm },
    store: {
      ping: broken,
      ledger: { statuses: broken },
      subscriptions: { channels: broken },
      catalogue: { readAt: broken },
    },
    slack: { scopes: broken },
    operators: null,
    webhookUrl: null,
    setup: { publicUrl: null, transport: 'http', isSigned: false, store: 'server' },
    clockSkew: { aheadBySeconds: () => 0 },
    clock: () => new Date(),
    timeZone: 'UTC',
    slashCommand: '/webinar',
    log: createLog('error', { write: (line) => lines.push(line) }),
  });
  const prepared = doctor.prepare('', { user: 'U1', channel: null });
  if (prepared.kind !== 'answer') throw new Error('it opens no form');
  const shown = read((await prepared.answer(deps)).message);
  for (const name of ['scopes', 'channels', 'catalogue', 'rights', 'webhooks']) {
    expect(shown).toContain(`${name} could not be checked. The log says why.`);
  }
  expect(shown).toContain("✅ Livestorm's token is accepted.");
  expect(shown).toContain('❌ The store does not answer.');
  expect(lines).toHaveLength(5);
});
