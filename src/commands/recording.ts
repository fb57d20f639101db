// `/webinar recording`: the link to a session's recording, made when it is asked for and shown to who asked.

import { z } from 'zod';
import { sessionById } from '../operations/known.ts';
import { mintRecordings } from '../operations/recordings.ts';
import { recordingLinks, recordingOffer } from '../views/recording.ts';
import { type Action, answering, readBack, someWords } from './command.ts';
import { onSession } from './which.ts';

export const recording = answering({
  name: 'recording',
  summary: 'A link to the recording of a session, for an hour. Only you see it.',
  access: 'operators',
  usage: '[session]',
  examples: ['recording spring tour', 'recording'],
  read: someWords,
  answer: (words, { channel }, deps) =>
    onSession(deps, { verb: 'recording', words, channel, press: 'Recording', offer: 'past' }, async (session) => ({
      to: 'asker',
      message: recordingOffer(session),
    })),
});

/** One call. The link goes to the person who pressed, also where the button stands in a channel. */
export const recordingLink: Action = (value) => ({
  access: 'operators',
  kind: 'answer',
  async answer(deps) {
    const session = await sessionById(deps, readBack(z.uuid(), value));
    return { to: 'asker', message: recordingLinks(session, await mintRecordings(deps, session.id)) };
  },
});
