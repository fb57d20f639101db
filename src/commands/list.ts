// `/webinar list`: sessions out of the catalogue, with its age, and a button that reads it anew.

import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { refreshCatalogue } from '../operations/catalogue.ts';
import { listSessions, STATES } from '../operations/list-sessions.ts';
import type { SessionState } from '../store/catalogue.ts';
import { sessionList } from '../views/session-list.ts';
import { type Action, answering, readBack } from './command.ts';

/** Far more than a list shows, so that it can say how many are left out. */
const MOST_LISTED = 200;

const state = z
  .string()
  .toLowerCase()
  .transform((word) => word || 'upcoming')
  .pipe(z.enum(STATES, `is not one of ${STATES.join(', ')}`));

export const list = answering({
  name: 'list',
  summary: 'Sessions that are coming, live, past or still drafts.',
  access: 'anyone',
  usage: '[upcoming|live|past|draft]',
  examples: ['list', 'list past'],
  read: state,
  async answer(status, _ask, deps) {
    return { to: 'asker', message: await listView(status, deps) };
  },
});

/** The button: the same list from a full reading, in the place of the old one. */
export const refreshList: Action = (value) => ({
  access: 'anyone',
  kind: 'answer',
  async answer(deps) {
    const status = readBack(state, value);
    await refreshCatalogue(deps);
    return { to: 'asker', message: await listView(status, deps), replace: true };
  },
});

async function listView(status: SessionState, deps: Deps) {
  const [{ sessions, readAt }, events] = await Promise.all([
    listSessions(deps, status, MOST_LISTED),
    deps.store.catalogue.countEvents(),
  ]);
  return sessionList({ status, sessions, readAt, events, timeZone: deps.timeZone });
}
