// `/webinar show`: all that is known of an event or a session.

import { z } from 'zod';
import { AskError } from '../errors.ts';
import { knownEvent, knownSession, readEventAnew, readSessionAnew } from '../operations/known.ts';
import { showEvent } from '../views/show-event.ts';
import { showSession } from '../views/show-session.ts';
import { type Action, answering, type Reply } from './command.ts';
import { onThing } from './which.ts';

export const show = answering({
  name: 'show',
  summary: 'All that is known of an event or a session, and what can be done with it.',
  access: 'anyone',
  usage: '<event|session>',
  examples: ['show spring tour', 'show https://app.livestorm.co/p/spring-tour'],
  read: z.string().max(500, 'is longer than 500 characters'),
  answer: (words, { channel }, deps) =>
    onThing(
      deps,
      { verb: 'show', words, channel, press: 'Show' },
      {
        event: async ({ id }): Promise<Reply> => ({
          to: 'asker',
          message: showEvent(await knownEvent(deps, id), { timeZone: deps.timeZone }),
        }),
        session: async ({ id }): Promise<Reply> => ({
          to: 'asker',
          message: showSession(await knownSession(deps, id), { timeZone: deps.timeZone }),
        }),
      },
    ),
});

/** The button: the same from one reading, in the place of the old one. */
export const refreshShown: Action = (value) => ({
  access: 'anyone',
  kind: 'answer',
  async answer(deps) {
    const [what = '', id = ''] = value.split(' ');
    if (id === '' || (what !== 'event' && what !== 'session')) throw new AskError({ code: 'form_outdated' });
    const shown = { timeZone: deps.timeZone, anew: true };
    const message =
      what === 'event'
        ? showEvent(await readEventAnew(deps, id), shown)
        : showSession(await readSessionAnew(deps, id), shown);
    return { to: 'asker', message, replace: true };
  },
});
