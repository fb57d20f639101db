// Bare `/webinar`: what is next, and the buttons for what people do most.

import { z } from 'zod';
import { listSessions } from '../operations/list-sessions.ts';
import { menu as menuView } from '../views/menu.ts';
import { answering } from './command.ts';

export const menu = answering({
  name: 'menu',
  summary: 'The next sessions, and buttons for everything else.',
  access: 'anyone',
  usage: '',
  examples: ['', 'help'],
  read: z.string(),
  async answer(_words, { channel }, deps) {
    const { sessions } = await listSessions(deps, 'upcoming', 3);
    const subscriptions = channel ? await deps.store.subscriptions.of(channel) : [];
    return { to: 'asker', message: menuView({ sessions, subscriptions, slashCommand: deps.slashCommand }) };
  },
});
