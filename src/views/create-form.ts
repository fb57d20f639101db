// The forms behind `create` and `clone`.

import { z } from 'zod';
import type { Planned } from '../operations/create-event.ts';
import type { CatalogueEvent } from '../store/catalogue-save.ts';
import { type Block, context, type Modal, modal, section } from './blocks.ts';
import { choiceInput } from './choice-field.ts';
import { asNoted } from './form-again.ts';
import { radioInput, textInput } from './inputs.ts';
import { cut } from './limits.ts';
import { momentFields, weeksField } from './moment-fields.ts';
import { bold, eventName, isSeen, short } from './names.ts';
import { plannedKey, plannedMeta, understoodBlocks } from './planned.ts';
import { md, strip } from './text.ts';
import { carry } from './typed.ts';

/** Longer titles are cut by Livestorm's pages and by Slack's headers alike. */
export const MOST_TITLE = 150;

export const createMeta = plannedMeta;
export const cloneMeta = z.intersection(z.object({ eventId: z.string() }), plannedMeta);

interface Person {
  id: string;
  firstName: string | null;
  lastName: string | null;
}

export interface CreateFormData {
  title: string;
  /** Team members who own events already; Livestorm takes the token's owner when none is named. */
  owners: Person[];
  timeZone: string;
  /** The reader's own zone, when Slack told it. */
  reader: string | null;
  channel: string | null;
}

export function createFormView({ title, owners, timeZone, reader, channel }: CreateFormData): Modal {
  return modal({
    id: 'create',
    title: 'Create a webinar',
    submit: 'Create',
    close: 'Cancel',
    meta: carry({ shown: null, reader }, channel),
    blocks: [
      titleField(title),
      ...momentFields({ timeZone, optional: true }),
      weeksField(),
      statusField(),
      ...ownerField(owners),
      textInput({ name: 'description', label: 'Description', multiline: true, optional: true, maxLength: 3_000 }),
      context('Costs 1 Livestorm call. Without a day and an hour, the event has no session yet.'),
    ],
  });
}

export interface CloneFormData extends Omit<CreateFormData, 'title'> {
  event: CatalogueEvent;
  /** What was typed; none when no moment was named. */
  sessions: Planned[];
  notes: string[];
}

export function cloneFormView({ event, owners, sessions, notes, timeZone, reader, channel }: CloneFormData): Modal {
  const [first] = sessions;
  const understood = notes.length === 0 ? understoodBlocks(sessions) : [];
  const isOwner = ({ id }: Person) => id === event.ownerId;
  return modal({
    id: 'clone',
    title: 'Clone an event',
    submit: 'Create',
    close: 'Cancel',
    meta: carry({ eventId: event.id, shown: understood.length > 0 ? plannedKey(sessions) : null, reader }, channel),
    blocks: [
      section(
        md`A new event with the settings of ${bold(eventName(event))}. Its sessions and its people are not copied.`,
      ),
      ...asNoted(understood),
      ...notes.map((note) => section(note)),
      titleField(`${cut(eventName(event), MOST_TITLE - COPY.length)}${COPY}`),
      ...momentFields({
        timeZone: first?.timeZone ?? timeZone,
        optional: true,
        ...(first && { wall: first.wall }),
      }),
      weeksField(Math.max(1, sessions.length)),
      statusField(),
      ...ownerField([...owners.filter(isOwner), ...owners.filter((owner) => !isOwner(owner))]),
      context('Costs 1 Livestorm call. Without a day and an hour, the event has no session yet.'),
    ],
  });
}

const COPY = ' (copy)';

const titleField = (title: string): Block =>
  textInput({
    name: 'title',
    label: 'Title',
    initial: cut(strip(title).replaceAll('\n', ' '), MOST_TITLE),
    maxLength: MOST_TITLE,
  });

export const statusField = (initial: 'draft' | 'published' = 'draft'): Block =>
  radioInput({
    name: 'status',
    label: 'Registration page',
    initial,
    choices: [
      { value: 'draft', label: 'Draft', description: 'Nobody can register yet' },
      { value: 'published', label: 'Published', description: 'People can register at once' },
    ],
  });

/** The first one is chosen. */
export function ownerField(owners: Person[]): Block[] {
  const [first] = owners;
  if (!first) return [];
  return [
    choiceInput({
      name: 'owner',
      label: 'Owner',
      elsewhere: 'the owner can be changed in Livestorm',
      choices: owners.map(({ id, firstName, lastName }) => ({
        value: id,
        label: short([firstName, lastName].filter(isSeen).join(' ') || `Person ${id.slice(0, 8)}`),
      })),
      initial: first.id,
    }),
  ];
}
