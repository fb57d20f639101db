// `/webinar create`: a form, then an event and its first session in one call.

import { z } from 'zod';
import { createEvent, type EventRequest } from '../operations/create-event.ts';
import { createFormView, createMeta, MOST_TITLE } from '../views/create-form.ts';
import { created } from '../views/created.ts';
import { fieldFaults } from '../views/field-faults.ts';
import { isSeen } from '../views/names.ts';
import { areShown, type PlannedMeta, plannedBlocks, plannedKey } from '../views/planned.ts';
import { strip } from '../views/text.ts';
import type { Typed } from '../views/typed.ts';
import { loading } from '../views/working.ts';
import { opening } from './command.ts';
import { form, type Read } from './form.ts';
import { readSeries } from './moment.ts';
import { zonesOf } from './thing-and-when.ts';

const TITLE = 'Create a webinar';

export const create = opening({
  name: 'create',
  summary: 'Create an event with its first sessions.',
  access: 'operators',
  usage: '[title]',
  examples: ['create', 'create Spring product tour'],
  read: z.string().max(MOST_TITLE, `is longer than ${MOST_TITLE} characters`),
  open: () => loading(TITLE),
  async fill(title, { user, channel }, deps) {
    const [owners, zones] = await Promise.all([deps.store.catalogue.owners(), zonesOf(deps, user)]);
    return createFormView({ title, owners, ...zones, channel });
  },
});

/** Without what cannot be seen; '' when nothing can. */
function text(typed: string | string[] | null | undefined): string {
  return typeof typed === 'string' && isSeen(typed) ? strip(typed).trim() : '';
}

export const createForm = form({
  access: 'operators',
  meta: createMeta,
  read: readNewEvent,
  async submit(values, { intent }, deps) {
    const { thing, ...spent } = await createEvent(deps, values, intent);
    return created({ ...thing, spent });
  },
});

/** The fields that a new event and a copy have in common. */
export function readNewEvent(typed: Typed, meta: PlannedMeta, now: Date): Read<EventRequest> {
  const title = text(typed.title);
  const { sessions, errors: wrong } = readSeries(typed, now);
  const errors = { ...(title === '' ? { title: fieldFaults.noTitle } : {}), ...wrong };
  if (Object.keys(errors).length > 0) return { errors };
  if (!areShown(sessions, meta)) {
    return {
      confirm: {
        blocks: plannedBlocks(sessions, { verb: 'Create', calls: 1 }),
        meta: { ...meta, shown: plannedKey(sessions) },
      },
    };
  }
  return {
    values: {
      title,
      description: text(typed.description) || null,
      status: text(typed.status) === 'published' ? 'published' : 'draft',
      ownerId: text(typed.owner) || null,
      sessions,
    },
  };
}
