// `/webinar show`: all that is known of an event or a session.

import type { Deps } from '../deps.ts';
import { AskError } from '../errors.ts';
import { peopleIn } from '../operations/channel-people.ts';
import { knownEvent, knownSession, readEventAnew, readSessionAnew } from '../operations/known.ts';
import type { People } from '../store/tables.ts';
import { showEvent } from '../views/show-event.ts';
import { showSession } from '../views/show-session.ts';
import { type Action, answering, type Reply, someWords } from './command.ts';
import { onThing } from './which.ts';

export const show = answering({
  name: 'show',
  summary: 'All that is known of an event or a session, and what can be done with it.',
  access: 'anyone',
  usage: '<event|session>',
  examples: ['show spring tour', 'show https://app.livestorm.co/p/spring-tour'],
  read: someWords,
  answer: (words, { channel }, deps) => shown(words, channel, deps, async () => 'full'),
});

/** The same for everybody in a channel, who reads names as the channel wants them. */
export const showShared = (words: string, channel: string, deps: Deps): Promise<Reply> =>
  shown(words, channel, deps, (eventId) => peopleIn(deps, channel, eventId));

const shown = (
  words: string,
  channel: string | null,
  deps: Deps,
  people: (eventId: string) => Promise<People>,
): Promise<Reply> =>
  onThing(
    deps,
    { verb: 'show', words, channel, press: 'Show' },
    {
      event: async ({ id }): Promise<Reply> => ({
        to: 'asker',
        message: showEvent(await knownEvent(deps, id), { timeZone: deps.timeZone, people: await people(id) }),
      }),
      session: async ({ id }): Promise<Reply> => ({
        to: 'asker',
        message: showSession(await knownSession(deps, id), { timeZone: deps.timeZone }),
      }),
    },
  );

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
