// That a recording is there, in a channel that asked for it. The link is made for who presses.

import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { actions, context, type Message, message, section } from './blocks.ts';
import { bold, literal, short } from './names.ts';
import { linkButton } from './recording.ts';
import { sessionTitle } from './session-line.ts';
import { md } from './text.ts';

export function replayReady(session: SessionWithEvent): Message {
  const title = short(sessionTitle(session));
  return message(md`The recording of ${literal(title)} is there.`, [
    section(md`🎬 The recording of ${bold(title)} is there.`),
    actions(linkButton(session.id, 'Recording')),
    context('The link is made for whoever presses, and works for an hour; that is 1 Livestorm call.'),
  ]);
}
