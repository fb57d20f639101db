// `/webinar create`: a form, then an event and its first session in one call.

import { z } from 'zod';
import { createEvent } from '../operations/create-event.ts';
import { createFormView, createMeta, MOST_TITLE } from '../views/create-form.ts';
import { created } from '../views/created.ts';
import { fieldFaults } from '../views/field-faults.ts';
import { isSeen } from '../views/names.ts';
import { strip } from '../views/text.ts';
import { loading } from '../views/working.ts';
import { opening } from './command.ts';
import { form } from './form.ts';
import { readMoment } from './moment.ts';

const TITLE = 'Create a webinar';

export const create = opening({
  name: 'create',
  summary: 'Create an event with its first session.',
  access: 'operators',
  usage: '[title]',
  examples: ['create', 'create Spring product tour'],
  read: z.string().max(MOST_TITLE, `is longer than ${MOST_TITLE} characters`),
  open: () => loading(TITLE),
  async fill(title, { user, channel }, deps) {
    const [owners, zone] = await Promise.all([deps.store.catalogue.owners(), deps.slack.zoneOf(user)]);
    return createFormView({ title, owners, timeZone: zone ?? deps.timeZone, channel });
  },
});

/** Without what cannot be seen; '' when nothing can. */
function text(typed: string | string[] | null | undefined): string {
  return typeof typed === 'string' && isSeen(typed) ? strip(typed).trim() : '';
}

export const createForm = form({
  access: 'operators',
  meta: createMeta,
  read(typed, _meta, now) {
    const title = text(typed.title);
    const moment = readMoment(typed, now);
    const errors = { ...(title === '' ? { title: fieldFaults.noTitle } : {}), ...moment.errors };
    if (Object.keys(errors).length > 0) return { errors };
    return {
      values: {
        title,
        description: text(typed.description) || null,
        status: text(typed.status) === 'published' ? ('published' as const) : ('draft' as const),
        ownerId: text(typed.owner) || null,
        session: moment.session,
      },
    };
  },
  async submit(values, { intent }, deps) {
    const { thing, ...spent } = await createEvent(deps, values, intent);
    return created({ ...thing, spent });
  },
});
