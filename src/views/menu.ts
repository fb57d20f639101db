// The answer to the bare command.

import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { Subscription } from '../store/subscriptions.ts';
import {
  actions,
  type Block,
  button,
  context,
  divider,
  header,
  type Message,
  message,
  section,
  weight,
} from './blocks.ts';
import { fitting } from './fitting.ts';
import { literal } from './names.ts';
import { count } from './numbers.ts';
import { moment, sessionLine, sessionTitle } from './session-line.ts';
import { md } from './text.ts';

export interface MenuData {
  sessions: SessionWithEvent[];
  subscriptions: Subscription[];
  slashCommand: string;
}

/** Enough to be the menu's head; `list` has them all. */
const SHOWN = { most: 5, weight: 6_000, of: weight };

export function menu({ sessions, subscriptions, slashCommand }: MenuData): Message {
  const [next] = sessions;
  const shown = fitting(
    sessions.map((session) => section(sessionLine(session))),
    SHOWN,
  );
  const follows =
    subscriptions.length === 0
      ? md`This channel follows nothing. \`${slashCommand} subscribe all\` brings every digest here.`
      : md`This channel has ${count(subscriptions.length, 'subscription')}: \`${slashCommand} subscriptions\`.`;
  const verdict = next
    ? md`Next session: ${literal(sessionTitle(next))}, ${moment(next.startsAt, next.timeZone)}.`
    : 'No session is scheduled.';
  return message(verdict, [
    header(next ? 'Next sessions' : 'Webinars'),
    ...(next ? shown : [section('No session is scheduled.')]),
    divider(),
    mainButtons(),
    context(follows),
  ]);
}

/** What people do most; who runs the webinars may look after Showrunner too. */
export const mainButtons = (isOperator = false): Block =>
  actions(
    button({ id: 'run.create', text: 'Create', value: 'create', style: 'primary' }),
    button({ id: 'run.schedule', text: 'Schedule', value: 'schedule' }),
    button({ id: 'run.register', text: 'Register', value: 'register' }),
    button({ id: 'run.list', text: 'List sessions', value: 'list' }),
    button({ id: 'run.quota', text: 'Show quota', value: 'quota' }),
    ...(isOperator ? [button({ id: 'run.doctor', text: 'Check health', value: 'doctor' })] : []),
    button({ id: 'run.help', text: 'Show help', value: 'help' }),
  );
