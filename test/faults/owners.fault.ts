// Who has the folder after its owner was killed, in full; two rounds of it are in test/store/owner.test.ts.
import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { report } from './figures.ts';
import { contests } from './owners.ts';

test('of twelve who start at once after the owner was killed exactly one has the folder, 25 times, and the others read its name', async () => {
  const seen = await contests({ rounds: 25 });
  report('owners', { rounds: seen.length, starters: 12, owners: seen.map(({ owners }) => owners.length) });
  for (const { owners, refusals } of seen) {
    expect(owners).toHaveLength(1);
    expect(refusals).toHaveLength(11);
    for (const refusal of refusals) expect(refusal).toContain(`process ${owners[0]} on ${hostname()}`);
  }
});
