// What Livestorm refuses for a reason that another call would not change is not asked again for nothing.
import { expect, test } from 'vitest';
import { neighbour, problem } from './neighbour.ts';

const HOUR = 3_600_000;
const command = { kind: 'command', who: 'U1' } as const;

test('a refused token keeps away what nobody waits for, for an hour; a person may always find out', async () => {
  await using on = await neighbour([{ status: 401 }, { status: 401 }, { status: 401 }, {}, {}]);
  const { livestorm } = on;
  for (let call = 0; call < 3; call++) expect(await problem(livestorm.ping())).toEqual({ code: 'livestorm_token' });
  expect(await problem(livestorm.for({ kind: 'digest' }).sessions.get('s1'))).toEqual({ code: 'livestorm_token' });
  expect(on.asked).toHaveLength(1);
  expect(await problem(livestorm.for(command).ping())).toEqual({ code: 'livestorm_token' });
  expect(on.asked).toHaveLength(2);
  on.pass(HOUR + 1);
  await problem(livestorm.ping());
  expect(on.asked).toHaveLength(3);
  await livestorm.for(command).ping();
  await livestorm.ping();
  expect(on.asked).toHaveLength(5);
});

test('a missing scope keeps away from what needs it, and from nothing else', async () => {
  await using on = await neighbour([{ status: 403 }, {}]);
  for (let call = 0; call < 3; call++) await problem(on.livestorm.sessions.get('s1'));
  expect(on.asked).toHaveLength(1);
  await on.livestorm.ping();
  expect(await problem(on.livestorm.sessions.get('s1'))).toMatchObject({ code: 'livestorm_forbidden' });
  expect(on.asked).toHaveLength(2);
});

test('five requests that fail one after the other let Livestorm rest for a minute; a person still asks', async () => {
  await using on = await neighbour([{ status: 500 }]);
  for (let request = 0; request < 8; request++) await problem(on.livestorm.ping());
  expect(on.asked).toHaveLength(15);
  await problem(on.livestorm.for(command).ping());
  expect(on.asked).toHaveLength(18);
  on.pass(60_001);
  await problem(on.livestorm.ping());
  expect(on.asked).toHaveLength(21);
});
