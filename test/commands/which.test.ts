// The form that asks which: it opens another verb's form, and only for those who may have that one.

import { expect, test } from 'vitest';
import type { Ask, Prepared } from '../../src/commands/command.ts';
import { whichFormOf } from '../../src/commands/which.ts';
import type { Standing } from '../../src/deps.ts';
import type { Intent } from '../../src/operations/write-once.ts';
import { loading } from '../../src/views/working.ts';
import { depsOf } from '../support/deps.ts';

const find = (text: string): Prepared => ({
  access: text.startsWith('show') ? 'anyone' : 'operators',
  kind: 'form',
  open: loading('A form'),
  fill: async () => loading(text),
});

async function sent(verb: string, standing: Standing): Promise<string> {
  const ask: Ask = { user: 'U1', channel: 'C1' };
  const read = whichFormOf('event', find).prepare({ event: 'e1' }, { verb, rest: '' }, ask, new Date());
  if (!('values' in read)) throw new Error('it was not read');
  const deps = depsOf({ slack: { standingOf: async () => standing }, operators: { users: ['U2'], groups: [] } });
  return (await read.values(deps, {} as Intent)).title.text;
}

test('a verb for operators is refused to the others, also when its name was put into the form by hand', async () => {
  await expect(sent('delete', { kind: 'member' })).rejects.toThrow('not_operator');
  await expect(sent('show', { kind: 'guest' })).rejects.toThrow('outsider');
  expect(await sent('show', { kind: 'member' })).toBe('show e1');
});
