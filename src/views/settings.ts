// The answer to `settings`.

import type { MrkdwnElement } from '@slack/types';
import type { Operators, Setup } from '../operations/doctor.ts';
import type { Period } from '../store/retention.ts';
import { context, header, type Message, message, section } from './blocks.ts';
import { named } from './doctor-words.ts';
import { mention, mentionGroup } from './mention.ts';
import { literal, short } from './names.ts';
import { join, md } from './text.ts';

export interface SettingsData {
  setup: Setup;
  operators: Operators | null;
  timeZone: string;
  slashCommand: string;
  retention: Pick<Period, 'what' | 'days'>[];
}

const STORES: Record<Setup['store'], string> = {
  embedded: 'embedded, in `DATA_DIR`',
  server: 'PostgreSQL, at `DATABASE_URL`',
  memory: 'in memory: a restart forgets everything',
};

export function settingsView({ setup, operators, timeZone, slashCommand, retention }: SettingsData): Message {
  const lines = [
    line('Team’s time zone', literal(short(timeZone, 60)), 'TIME_ZONE'),
    line('Operators', who(operators), 'WEBINAR_OPERATORS'),
    line('Slash command', literal(short(slashCommand, 60)), 'SLASH_COMMAND', ', and the same name in the Slack app'),
    line('Slack', md`${setup.transport === 'http' ? 'over HTTP' : 'over Socket Mode'}`, 'SLACK_APP_TOKEN'),
    line('Public address', address(setup.publicUrl), 'PUBLIC_URL'),
    line('Webhooks', webhooks(setup), setup.publicUrl === null ? 'PUBLIC_URL' : 'LIVESTORM_WEBHOOK_SECRET'),
    line('Store', md`${STORES[setup.store].replaceAll('`', '')}`, 'DATABASE_URL'),
  ];
  return message('What Showrunner was set up with.', [
    header('Settings'),
    section(join(lines, '\n')),
    section(md`*Kept, in days (fixed in this version)*\n${join(retention.map(kept), '\n')}`),
    context(
      'Whoever operates Showrunner changes these in its environment and starts it again. Secrets are never shown.',
    ),
  ]);
}

const kept = ({ what, days }: Pick<Period, 'what' | 'days'>) => md`${Math.max(1, days)} · ${what}`;

const line = (name: string, value: MrkdwnElement, variable: string, more = ''): MrkdwnElement =>
  md`*${name}*: ${value} · \`${variable}\`${more}`;

function who(operators: Operators | null): MrkdwnElement {
  if (!operators) return md`every full member of the workspace`;
  return named([...operators.groups.map(mentionGroup), ...operators.users.map(mention)]);
}

/** The host only: what stands behind it may be a secret of somebody's. */
function address(publicUrl: string | null): MrkdwnElement {
  if (publicUrl === null) return md`none`;
  return literal(URL.canParse(publicUrl) ? short(new URL(publicUrl).host, 100) : 'not readable');
}

function webhooks({ publicUrl, isSigned }: Setup): MrkdwnElement {
  if (publicUrl === null) return md`off`;
  return md`${isSigned ? 'on, only signed ones are believed' : 'on, unsigned ones are believed too'}`;
}
