// Who people are in this workspace: full members or not, their zone, and who is in a user group.

import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Members, Slack, Standing, Unknown } from '../deps.ts';
import { slackCode } from './slack-errors.ts';

/** Somebody who became a guest, or left a group, is refused after this long at the latest. */
const KEPT_MS = 5 * 60 * 1000;
const ZONE_KEPT_MS = 12 * 60 * 60 * 1000;

/** What is read of a user (users.info); a guest is restricted, or ultra-restricted to one channel. */
const profile = z.object({
  user: z.object({
    team_id: z.string().optional(),
    tz: z.string().nullish(),
    deleted: z.boolean().default(false),
    is_bot: z.boolean().default(false),
    is_restricted: z.boolean().default(false),
    is_ultra_restricted: z.boolean().default(false),
    is_stranger: z.boolean().default(false),
  }),
});
type Profile = z.output<typeof profile>['user'];

const members = z.object({ users: z.array(z.string()) });
const team = z.object({ team_id: z.string() });

interface Person {
  zone: string | null;
  standing: Standing;
}

interface Kept<T> {
  value: T;
  readAt: number;
}

/** Slack knows nobody of that id here, or does not show them to the app: not one of this workspace. */
const nobody = new Set(['user_not_found', 'users_not_found', 'user_not_visible']);
const noGroup = new Set(['no_such_subteam', 'subteam_not_found']);

export function createPeople(ui: WebClient, clock: () => Date): Pick<Slack, 'zoneOf' | 'standingOf' | 'membersOf'> {
  const people = new Map<string, Kept<Person>>();
  const groups = new Map<string, Kept<Members>>();
  let ours: string | null = null;

  async function ourTeam(): Promise<string> {
    ours ??= team.parse(await twice(() => ui.auth.test())).team_id;
    return ours;
  }

  async function readPerson(user: string): Promise<Person> {
    try {
      const [info, home] = await Promise.all([twice(() => ui.users.info({ user })), ourTeam()]);
      const read = profile.parse(info).user;
      return { zone: read.tz ?? null, standing: { kind: standing(read, home) } };
    } catch (error) {
      const code = slackCode(error);
      if (code !== undefined && nobody.has(code)) return { zone: null, standing: { kind: 'stranger' } };
      return { zone: null, standing: unknown(code) };
    }
  }

  async function readGroup(usergroup: string): Promise<Members> {
    try {
      return { kind: 'known', users: members.parse(await ui.usergroups.users.list({ usergroup })).users };
    } catch (error) {
      const code = slackCode(error);
      return code !== undefined && noGroup.has(code) ? { kind: 'none' } : unknown(code);
    }
  }

  /** What Slack did not say is asked again the next time. */
  async function kept<T>(all: Map<string, Kept<T>>, id: string, ms: number, read: () => Promise<T>): Promise<T> {
    const now = clock().getTime();
    const known = all.get(id);
    if (known && now - known.readAt < ms) return known.value;
    const value = await read();
    all.set(id, { value, readAt: now });
    return value;
  }

  async function personOf(user: string, ms: number): Promise<Person> {
    const person = await kept(people, user, ms, () => readPerson(user));
    if (person.standing.kind === 'unknown') people.delete(user);
    return person;
  }

  return {
    zoneOf: async (user) => (await personOf(user, ZONE_KEPT_MS)).zone,
    standingOf: async (user) => (await personOf(user, KEPT_MS)).standing,
    async membersOf(group) {
      const found = await kept(groups, group, KEPT_MS, () => readGroup(group));
      if (found.kind === 'unknown') groups.delete(group);
      return found;
    },
  };
}

/** A hiccup would refuse somebody who may; what Slack says itself it would say again. */
const twice = <T>(read: () => Promise<T>): Promise<T> =>
  read().catch((error) => (slackCode(error) === undefined ? read() : Promise.reject(error)));

function standing(user: Profile, home: string): Exclude<Standing, Unknown>['kind'] {
  if (user.deleted) return 'deactivated';
  if (user.is_bot) return 'bot';
  if (user.is_stranger || user.team_id !== home) return 'stranger';
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'member';
}

export const unknown = (code: string | undefined): Unknown => ({
  kind: 'unknown',
  reason: code === 'missing_scope' ? 'missing_scope' : 'no_answer',
});
