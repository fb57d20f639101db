// The form behind `create`.

import { z } from 'zod';
import { context, type Modal, modal } from './blocks.ts';
import { choiceInput } from './choice-field.ts';
import { radioInput, textInput } from './inputs.ts';
import { cut } from './limits.ts';
import { momentFields } from './moment-fields.ts';
import { isSeen, short } from './names.ts';
import { strip } from './text.ts';
import { carry } from './typed.ts';

/** Longer titles are cut by Livestorm's pages and by Slack's headers alike. */
export const MOST_TITLE = 150;

export const createMeta = z.unknown();

export interface CreateFormData {
  title: string;
  /** Team members who own events already; Livestorm takes the token's owner when none is named. */
  owners: { id: string; firstName: string | null; lastName: string | null }[];
  timeZone: string;
  channel: string | null;
}

export function createFormView({ title, owners, timeZone, channel }: CreateFormData): Modal {
  const owner = owners.length > 0 && [
    choiceInput({
      name: 'owner',
      label: 'Owner',
      elsewhere: 'the owner can be changed in Livestorm',
      choices: owners.map(({ id, firstName, lastName }) => ({
        value: id,
        label: short([firstName, lastName].filter(isSeen).join(' ') || `Person ${id.slice(0, 8)}`),
      })),
      ...(owners[0] && { initial: owners[0].id }),
    }),
  ];
  return modal({
    id: 'create',
    title: 'Create a webinar',
    submit: 'Create',
    close: 'Cancel',
    meta: carry(undefined, channel),
    blocks: [
      textInput({
        name: 'title',
        label: 'Title',
        initial: cut(strip(title).replaceAll('\n', ' '), MOST_TITLE),
        maxLength: MOST_TITLE,
      }),
      ...momentFields({ timeZone, optional: true }),
      radioInput({
        name: 'status',
        label: 'Registration page',
        initial: 'draft',
        choices: [
          { value: 'draft', label: 'Draft', description: 'Nobody can register yet' },
          { value: 'published', label: 'Published', description: 'People can register at once' },
        ],
      }),
      ...(owner || []),
      textInput({ name: 'description', label: 'Description', multiline: true, optional: true, maxLength: 3_000 }),
      context('Costs 1 Livestorm call. Without a day and an hour, the event has no session yet.'),
    ],
  });
}
