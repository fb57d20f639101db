// `/webinar cancel` and `/webinar delete`: what goes is named first.

import { knownEvent, knownSession } from '../operations/known.ts';
import { cancelSession, deleteEvent } from '../operations/remove.ts';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { AGREED, cancelMeta, cancelView, deleteMeta, deleteView } from '../views/ask-first.ts';
import { canceled, deleted } from '../views/changed.ts';
import { fieldFaults } from '../views/field-faults.ts';
import type { Typed } from '../views/typed.ts';
import { loading } from '../views/working.ts';
import { opening, someWords } from './command.ts';
import { form, type Read } from './form.ts';
import { formOnEvent, formOnSession } from './which.ts';

export const cancel = opening({
  name: 'cancel',
  summary: 'Cancel a session that has not begun.',
  access: 'operators',
  usage: '<session>',
  examples: ['cancel spring tour', 'cancel "Product tour"'],
  read: someWords,
  open: () => loading('Cancel a session'),
  fill: (named, { channel }, deps) =>
    formOnSession(
      deps,
      { verb: 'cancel', words: named, channel, title: 'Cancel a session', only: isNotBegun },
      async ({ id }) => cancelView(await knownSession(deps, id), { timeZone: deps.timeZone, channel }),
    ),
});

/** Neither live nor over: what a person can still call off, or move. */
export const isNotBegun = ({ startedAt, endedAt, canceledAt, status }: SessionWithEvent): boolean =>
  startedAt === null && endedAt === null && canceledAt === null && !['live', 'past', 'canceled'].includes(status);

export const cancelForm = form({
  access: 'operators',
  meta: cancelMeta,
  read: agreed,
  async submit(_values, { meta: { sessionId }, intent }, deps) {
    const { session } = await knownSession(deps, sessionId);
    const { thing, ...spent } = await cancelSession(deps, session, intent);
    return canceled(session, thing, spent);
  },
});

export const remove = opening({
  name: 'delete',
  summary: 'Delete an event with all its sessions.',
  access: 'operators',
  usage: '<event>',
  examples: ['delete spring tour', 'delete "Product tour"'],
  read: someWords,
  open: () => loading('Delete an event'),
  fill: (named, { channel }, deps) =>
    formOnEvent(deps, { verb: 'delete', words: named, channel, title: 'Delete an event' }, async ({ id }) =>
      deleteView(await knownEvent(deps, id), { timeZone: deps.timeZone, channel }),
    ),
});

export const deleteForm = form({
  access: 'operators',
  meta: deleteMeta,
  read: agreed,
  // What is said of it comes with the form: after a crash the catalogue may have it no longer.
  async submit(_values, { meta, intent }, deps) {
    const { thing, ...spent } = await deleteEvent(deps, meta.eventId, intent);
    return deleted(meta, thing, spent);
  },
});

function agreed(typed: Typed): Read<null> {
  const missing = AGREED in typed && !typed[AGREED]?.includes('yes');
  return missing ? { errors: { [AGREED]: fieldFaults.notAgreed } } : { values: null };
}
