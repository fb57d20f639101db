// *Share in channel*: what one person saw, for everybody.

import { z } from 'zod';
import { AskError } from '../errors.ts';
import { sessionById } from '../operations/known.ts';
import { announcement } from '../views/created.ts';
import { asShared } from '../views/shared.ts';
import { type Action, channelOf, type Reply, readBack } from './command.ts';
import { list } from './list.ts';
import { quota } from './quota.ts';
import { showShared } from './show.ts';

/** What they show names nobody. */
const shared = [list, quota];

/** Works anew what is shared, so that a button forged or pressed late shows nothing but the present. */
export const share: Action = (value, ask) => ({
  access: 'anyone',
  kind: 'answer',
  async answer(deps): Promise<Reply> {
    const { user } = ask;
    const channel = channelOf(ask);
    const [what = '', rest = ''] = value.split(' ');
    if (what === 'session') {
      const session = await sessionById(deps, readBack(z.uuid(), rest));
      return { to: 'channel', channel, message: asShared(announcement(session), user) };
    }
    if (what === 'show') {
      const { message } = await showShared(rest, channel, deps);
      return { to: 'channel', channel, message: asShared(message, user) };
    }
    const prepared = shared.find(({ name }) => name === what)?.prepare(rest, ask);
    if (prepared?.kind !== 'answer') throw new AskError({ code: 'form_outdated' });
    const { message } = await prepared.answer(deps);
    return { to: 'channel', channel, message: asShared(message, user) };
  },
});
