// The answer to the bare command.

import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { Subscription } from '../store/subscriptions.ts';
import { actions, button, context, divider, header, type Message, message, section } from './blocks.ts';
import { count, sessionLine, sessionTitle } from './session-line.ts';
import { md } from './text.ts';

export interface MenuData {
  sessions: SessionWithEvent[];
  subscriptions: Subscription[];
  slashCommand: string;
}

export function menu({ sessions, subscriptions, slashCommand }: MenuData): Message {
  const [next] = sessions;
  const follows =
    subscriptions.length === 0
      ? md`This channel follows nothing. \`${slashCommand} subscribe all\` brings every digest here.`
      : md`This channel has ${count(subscriptions.length, 'subscription', 'subscriptions')}: \`${slashCommand} subscriptions\`.`;
  return message(next ? md`Next session: ${sessionTitle(next)}.` : 'No session is scheduled.', [
    header('Webinars'),
    ...(next ? sessions.map((session) => section(sessionLine(session))) : [section('No session is scheduled.')]),
    divider(),
    actions(
      button({ id: 'run.create', text: 'Create', value: 'create', style: 'primary' }),
      button({ id: 'run.schedule', text: 'Schedule', value: 'schedule' }),
      button({ id: 'run.register', text: 'Register', value: 'register' }),
      button({ id: 'run.list', text: 'List sessions', value: 'list' }),
      button({ id: 'run.quota', text: 'Quota', value: 'quota' }),
      button({ id: 'run.help', text: 'Help', value: 'help' }),
    ),
    context(follows),
  ]);
}
