// `/webinar publish`: a draft opens its registration.

import { changeEvent } from '../operations/change.ts';
import { knownEvent } from '../operations/known.ts';
import { publishMeta, publishView } from '../views/ask-first.ts';
import { published } from '../views/changed.ts';
import { loading } from '../views/working.ts';
import { opening, someWords } from './command.ts';
import { form } from './form.ts';
import { formOnEvent } from './which.ts';

const TITLE = 'Publish an event';

export const publish = opening({
  name: 'publish',
  summary: 'Open the registration of a draft.',
  access: 'operators',
  usage: '<event>',
  examples: ['publish spring tour', 'publish "Product tour"'],
  read: someWords,
  open: () => loading(TITLE),
  fill: (words, { channel }, deps) =>
    formOnEvent(deps, { verb: 'publish', words, channel, title: TITLE }, async ({ id }) =>
      publishView(await knownEvent(deps, id), { timeZone: deps.timeZone, channel }),
    ),
});

export const publishForm = form({
  access: 'operators',
  meta: publishMeta,
  read: () => ({ values: null }),
  async submit(_values, { meta: { eventId }, intent }, deps) {
    const { thing: _, ...spent } = await changeEvent(deps, eventId, { status: 'published' }, intent);
    const { event } = await knownEvent(deps, eventId);
    return published(event, spent);
  },
});
