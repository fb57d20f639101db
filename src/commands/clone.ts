// `/webinar clone`: a new event with the settings of another, and its first sessions in the same call.

import { findEvents } from '../operations/catalogue.ts';
import { createEvent } from '../operations/create-event.ts';
import { cloneFormView, cloneMeta } from '../views/create-form.ts';
import { created } from '../views/created.ts';
import { loading } from '../views/working.ts';
import { opening, someWords } from './command.ts';
import { readNewEvent } from './create.ts';
import { form } from './form.ts';
import { meantWhen, splitThing, zonesOf } from './thing-and-when.ts';
import { formOnEvent } from './which.ts';

const TITLE = 'Clone an event';

export const clone = opening({
  name: 'clone',
  summary: 'Create an event with the settings of another.',
  access: 'operators',
  usage: '<event> [when] [zone] [weekly x8]',
  examples: ['clone spring tour', 'clone "Product tour" 3 Dec 15:00 Paris'],
  read: someWords,
  open: () => loading(TITLE),
  async fill(words, { user, channel }, deps) {
    const zones = await zonesOf(deps, user);
    const when = { now: deps.clock(), timeZone: zones.timeZone };
    const split = await splitThing(words, { ...when, find: (name) => findEvents(deps, name) });
    const sought = { verb: 'clone', words: split.name, rest: split.typed, channel, title: TITLE };
    return await formOnEvent(deps, sought, async (event) => {
      const owners = await deps.store.catalogue.owners();
      return cloneFormView({ event, owners, ...zones, ...meantWhen(split, when), channel });
    });
  },
});

export const cloneForm = form({
  access: 'operators',
  meta: cloneMeta,
  read: readNewEvent,
  async submit(values, { meta: { eventId }, intent }, deps) {
    const request = { ...values, copyFromEventId: eventId };
    const { thing, ...spent } = await createEvent(deps, request, intent);
    return created({ ...thing, spent });
  },
});
