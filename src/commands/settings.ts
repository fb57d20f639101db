// `/webinar settings`: what was set up, and where each is changed. No secrets.

import { z } from 'zod';
import { settingsView } from '../views/settings.ts';
import { answering } from './command.ts';

export const settings = answering({
  name: 'settings',
  summary: 'What was set up, and where each is changed.',
  access: 'operators',
  usage: '',
  examples: ['settings', 'help settings'],
  read: z.string(),
  async answer(_words, _ask, { setup, operators, timeZone, slashCommand, store }) {
    const { retention } = store;
    return { to: 'asker', message: settingsView({ setup, operators, timeZone, slashCommand, retention }) };
  },
});
