// What the page must know once: who is here, what the bot is called, what can be typed and which shortcuts there are.

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { isRecord, type Json, records, str } from '../slack/model.ts';
import type { Slack } from '../slack/server.ts';

const ROOT = new URL('../../', import.meta.url);

const textOf = (name: string): string => readFileSync(new URL(name, ROOT), 'utf8');

/** From the page for people that `npm run generate` writes: `| `/webinar create [title]` | Create … | operators … |`. */
function verbs(command: string): Json[] {
  const rows = textOf('docs/commands.md').matchAll(/^\| `\/webinar ([\w-]+)([^`]*)` \| (.+?) \| (.+?) \|$/gm);
  return [...rows].map(([, verb = '', rest = '', summary = '', who = '']) => ({
    verb,
    usage: `${command} ${verb}${rest.replaceAll('\\|', '|')}`,
    summary: summary.replaceAll(/[`\\]/g, ''),
    isForOperators: who.startsWith('operators'),
  }));
}

/** As the manifest declares them. */
function shortcuts(): Json[] {
  const manifest: unknown = parse(textOf('manifest.yml'));
  const features = isRecord(manifest) && isRecord(manifest.features) ? manifest.features : {};
  return records(features.shortcuts).map(({ name, type, callback_id, description }) => ({
    name: str(name),
    type: str(type),
    callback: str(callback_id),
    description: str(description),
  }));
}

export interface Seat {
  id: string;
  /** What they are to the bot: "operator", "member", "guest". */
  role: string;
}

export function placeSeen(slack: Slack, seats: Seat[], command: string): Json {
  const { workspace } = slack;
  const names = [...workspace.users.keys(), ...workspace.channels.keys(), ...workspace.usergroups.keys()];
  return {
    team: workspace.team.name,
    bot: workspace.botUserId,
    command,
    names: Object.fromEntries(names.map((id) => [id, workspace.nameOf(id)])),
    people: [...workspace.users.values()]
      .filter(({ isBot, deleted }) => !isBot && !deleted)
      .map(({ id, name, realName, tz }) => ({ id, name, realName, zone: tz })),
    seats: seats.map(({ id, role }) => {
      const { realName, tz } = workspace.user(id);
      return { id, role, name: realName, zone: tz };
    }),
    verbs: verbs(command),
    shortcuts: shortcuts(),
  };
}
