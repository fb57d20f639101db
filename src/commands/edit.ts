// `/webinar edit`: what Livestorm has of an event, in a form.

import type { z } from 'zod';
import type { EventChanges } from '../livestorm/events.ts';
import { type Edits, editEvent, readEditable } from '../operations/edit-event.ts';
import { paragraphs } from '../operations/html.ts';
import { knownEvent } from '../operations/known.ts';
import { edited } from '../views/changed.ts';
import { asTyped, editFormView, editMeta, features, fingerprint } from '../views/edit-form.ts';
import { fieldFaults } from '../views/field-faults.ts';
import type { Typed } from '../views/typed.ts';
import { loading } from '../views/working.ts';
import { opening, someWords } from './command.ts';
import { form } from './form.ts';
import { formOnEvent } from './which.ts';

const TITLE = 'Edit an event';

export const edit = opening({
  name: 'edit',
  summary: 'Change the title, the description, the owner, the settings or the tags of an event.',
  access: 'operators',
  usage: '<event>',
  examples: ['edit spring tour', 'edit "Product tour"'],
  read: someWords,
  open: () => loading(TITLE),
  fill: (words, { channel }, deps) =>
    formOnEvent(deps, { verb: 'edit', words, channel, title: TITLE }, async ({ id }) => {
      const [editable, owners] = await Promise.all([readEditable(deps, id), deps.store.catalogue.owners()]);
      return editFormView(editable, { owners, channel });
    }),
});

export const editForm = form({
  access: 'operators',
  meta: editMeta,
  read(typed, meta) {
    if (line(typed.title) === '') return { errors: { title: fieldFaults.noTitle } };
    const edits = editsOf(typed, meta);
    const isNothing = Object.keys(edits.changes).length + edits.addTags.length + edits.removeTags.length === 0;
    return isNothing ? { errors: { title: fieldFaults.nothingNew } } : { values: edits };
  },
  async submit(edits, { meta: { eventId }, intent }, deps) {
    const spent = await editEvent(deps, eventId, edits, intent);
    const { event } = await knownEvent(deps, eventId);
    return edited(event, spent);
  },
});

const line = (value: Typed[string] | undefined): string => (typeof value === 'string' ? asTyped(value) : '');

function editsOf(typed: Typed, was: z.output<typeof editMeta>): Edits {
  const [title, slug, description] = [line(typed.title), line(typed.slug), line(typed.description)];
  const [owner, status] = [line(typed.owner), line(typed.status)];
  const on = new Set(typed.features ?? []);
  const flags = features.filter((feature) => on.has(feature) !== was.on.includes(feature));
  const changes: EventChanges = {
    ...(fingerprint(title) !== was.title && { title }),
    ...(slug !== '' && fingerprint(slug) !== was.slug && { slug }),
    ...(fingerprint(description) !== was.description && {
      description: description === '' ? '' : paragraphs(description),
    }),
    ...(owner !== '' && owner !== was.owner && { ownerId: owner }),
    ...((status === 'draft' || status === 'published') && status !== was.status && { status }),
    ...Object.fromEntries(flags.map((feature) => [feature, on.has(feature)])),
  };
  return { changes, ...tagEdits(line(typed.tags), was.tags) };
}

/** Livestorm compares tags without case (livestorm-api.md 4.3). */
function tagEdits(typed: string, was: string[] | null): Pick<Edits, 'addTags' | 'removeTags'> {
  if (was === null) return { addTags: [], removeTags: [] };
  const wanted = typed
    .split(',')
    .map(asTyped)
    .filter((tag) => tag !== '');
  const has = (tags: string[], tag: string) => tags.some((other) => other.toLowerCase() === tag.toLowerCase());
  const unique = wanted.filter((tag, at) => !has(wanted.slice(0, at), tag));
  return { addTags: unique.filter((tag) => !has(was, tag)), removeTags: was.filter((tag) => !has(wanted, tag)) };
}
