// The form behind `edit`. It carries what it showed, so that only what a person changed is sent.

import { z } from 'zod';
import type { Editable } from '../operations/edit-event.ts';
import { type Block, context, type Modal, modal, section } from './blocks.ts';
import { MOST_TITLE, ownerField, statusField } from './create-form.ts';
import { checkboxesInput, textInput } from './inputs.ts';
import { LIMITS } from './limits.ts';
import { bold, short } from './names.ts';
import { md, strip } from './text.ts';
import { carry } from './typed.ts';

/** What can be on or off, by the name of a write at Livestorm. */
const FEATURES = {
  chatEnabled: 'Chat',
  questionsEnabled: 'Questions',
  pollsEnabled: 'Polls',
  recordingEnabled: 'Recording',
  recordingPublic: 'Recording is public',
  everyoneCanSpeak: 'Everyone can speak',
  showInCompanyPage: 'Shown on the company page',
  detailedRegistrationPageEnabled: 'Detailed registration page',
  lightRegistrationPageEnabled: 'Light registration page',
} as const;

export type Feature = keyof typeof FEATURES;
export const features = Object.keys(FEATURES) as Feature[];

export const editMeta = z.object({
  eventId: z.string(),
  /** Fingerprints of what the fields showed. */
  title: z.string(),
  slug: z.string(),
  description: z.string(),
  owner: z.string().nullable(),
  status: z.string(),
  on: z.array(z.string()),
  tags: z.array(z.string()).nullable(),
});

/** Tells two texts apart (FNV-1a, 64 bits): a form carries 3,000 characters, a description has as many. */
export const fingerprint = (text: string): string =>
  Array.from(text)
    .reduce(
      (hash, letter) => BigInt.asUintN(64, (hash ^ BigInt(letter.codePointAt(0) ?? 0)) * 0x100000001b3n),
      0xcbf29ce484222325n,
    )
    .toString(36);

/** Without what a field would change: signs that cannot be seen, spaces at the ends. */
export const asTyped = (text: string): string => strip(text).trim();

interface Person {
  id: string;
  firstName: string | null;
  lastName: string | null;
}

/** More than these and the tags are left to Livestorm's own page. */
const MOST_TAGS_TEXT = 1_000;

export function editFormView(
  { event, tags, words }: Editable,
  { owners, channel }: { owners: Person[]; channel: string | null },
): Modal {
  const [title, slug] = [fitting(asTyped(event.title).replaceAll('\n', ' ')), fitting(asTyped(event.slug ?? ''))];
  const description = fitting(asTyped(words ?? ''));
  const possible = withOwner(owners, event.owner);
  const on = features.filter((feature) => event[feature]);
  const status = event.status === 'published' ? 'published' : 'draft';
  const shownTags = tags.map(asTyped).filter((tag) => tag !== '' && !tag.includes(','));
  const withTags = shownTags.length === tags.length && JSON.stringify(shownTags).length <= MOST_TAGS_TEXT;
  return modal({
    id: 'edit',
    title: 'Edit an event',
    submit: 'Save',
    close: 'Cancel',
    meta: carry(
      {
        eventId: event.id,
        title: fingerprint(title),
        slug: fingerprint(slug),
        description: fingerprint(description),
        owner: possible[0]?.id ?? null,
        status,
        on,
        tags: withTags ? shownTags : null,
      },
      channel,
    ),
    blocks: [
      section(md`${bold(short(event.title))}`),
      textInput({ name: 'title', label: 'Title', initial: title, maxLength: Math.max(MOST_TITLE, title.length) }),
      textInput({
        name: 'description',
        label: 'Description',
        multiline: true,
        optional: true,
        initial: description,
        ...(isKept(event.description, description) && {
          hint: 'It has formatting, or a length, that this field cannot show. Leave it empty to keep it: what you type here replaces it.',
        }),
      }),
      statusField(status),
      ...ownerField(possible),
      checkboxesInput({
        name: 'features',
        label: 'Turned on',
        optional: true,
        choices: features.map((feature) => ({ value: feature, label: FEATURES[feature] })),
        initial: on,
      }),
      textInput({
        name: 'slug',
        label: 'End of its address',
        hint: 'Links to the old address may no longer work.',
        optional: true,
        initial: slug,
      }),
      ...(withTags
        ? [tagsField(shownTags)]
        : [context('Its tags can be changed in Livestorm only: they do not fit here.')]),
      context('Reading it cost 1 Livestorm call. Saving costs 1, and 1 more for each tag that comes or goes.'),
    ],
  });
}

/** What no field takes is not shown, and so not changed. */
const fitting = (text: string): string => (text.length <= LIMITS.inputValue ? text : '');

const isKept = (html: string | null, shown: string): boolean => shown === '' && asTyped(html ?? '') !== '';

const tagsField = (tags: string[]): Block =>
  textInput({
    name: 'tags',
    label: 'Tags',
    hint: 'With a comma between two.',
    optional: true,
    initial: tags.join(', '),
  });

/** The owner it has comes first: that one is chosen. */
function withOwner(owners: Person[], owner: Editable['event']['owner']): Person[] {
  if (!owner) return owners;
  return [owner, ...owners.filter(({ id }) => id !== owner.id)];
}
