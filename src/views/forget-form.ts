// The question before a person is forgotten, and what became of it.

import type { MrkdwnElement } from '@slack/types';
import { z } from 'zod';
import type { Forgotten, Known } from '../operations/forget-person.ts';
import { type Block, context, type Modal, modal, section } from './blocks.ts';
import { checkboxesInput, emailInput, textInput } from './inputs.ts';
import { mentionChannel } from './mention.ts';
import { bold, literal, short } from './names.ts';

import { count } from './numbers.ts';
import { join, md } from './text.ts';
import { carry } from './typed.ts';

/** `email` is null where the form asks for it. */
export const forgetMeta = z.object({
  email: z.string().nullable(),
  /** The name by which the form shows what there is; '' for none. */
  shown: z.string().default(''),
});

/** The box to tick. */
export const EDITS = 'edits';

interface ForgetFormData {
  email: string | null;
  typed: string;
  /** Null before an address is known. */
  known: Known | null;
  channel: string | null;
  /** It was sent, and asks once more. */
  again?: { name: string; edits: boolean };
}

/** What a table is to people: one, and several. */
const WHAT: Record<string, [string, string]> = {
  digests: ['digest that names them', 'digests that name them'],
  heard: ['question or message of a live session', 'questions and messages of live sessions'],
  follow_ups: ['question to follow up', 'questions to follow up'],
  readings: ['list that was read for somebody', 'lists that were read for somebody'],
  imports: ['imported list, as a whole', 'imported lists, as a whole'],
  arrivals: ['registration not told yet', 'registrations not told yet'],
  deliveries: ['delivery of Livestorm’s', 'deliveries of Livestorm’s'],
  submissions: ['form that was sent', 'forms that were sent'],
  people: ['owner of an event', 'owners of events'],
  outbox: ['message of mine', 'messages of mine'],
  heard_pages: ['part of a long reading, which begins anew', 'parts of long readings, which begin anew'],
};

const lines = (rows: Record<string, number>): string[] =>
  Object.entries(rows).map(([table, many]) => count(many, ...(WHAT[table] ?? ['other entry', 'other entries'])));

const STAYS =
  'Nothing is asked of Livestorm, and nothing is deleted there: delete the contact in Livestorm first, or what is read there later names them again. Backups keep what they hold until they age out.';

export function forgetFormView({ email, typed, known, channel, again }: ForgetFormData): Modal {
  const shown = short(again?.name || known?.names[0] || '', 200);
  const who: Block[] =
    email === null
      ? [emailInput({ name: 'email', label: 'E-mail address', ...(typed && { initial: short(typed, 254) }) })]
      : [
          section(md`Forget *${literal(email)}*?`),
          ...(again ? [section('⚠️ Nothing was erased yet: read what there is, and send it again.')] : []),
          ...(known ? foundBlocks(known) : []),
        ];
  return modal({
    id: 'forget',
    title: 'Forget a person',
    submit: 'Forget them',
    close: 'Keep all',
    meta: carry({ email, shown }, channel),
    blocks: [
      ...who,
      textInput({
        name: 'name',
        label: 'First and last name',
        hint: 'As Livestorm has it. Everybody of this name is forgotten, with what they asked and wrote; a single word is not looked for. Left empty, only what is kept under the address goes.',
        optional: true,
        maxLength: 200,
        ...(shown && { initial: shown }),
      }),
      checkboxesInput({
        name: EDITS,
        label: 'In channels',
        optional: true,
        choices: [{ value: 'yes', label: 'Also edit my messages of the last 30 days' }],
        initial: again && !again.edits ? [] : ['yes'],
      }),
      section(`It cannot be undone. ${STAYS}`),
      context(
        'Costs no Livestorm call. The audit log keeps that somebody was forgotten, under a code and not an address.',
      ),
    ],
  });
}

function foundBlocks({ names, addresses, rows }: Known): Block[] {
  const all = lines(rows);
  if (names.length === 0 && all.length === 0)
    return [section('By this address alone I find nothing. Digests know people by name only: give it below.')];
  const called = some(names.map((name) => bold(name)));
  const by = names.length === 0 ? md`` : md` and the ${names.length === 1 ? 'name' : 'names'} ${called}`;
  const found = section(md`By this address${by} I find${all.length > 0 ? `: ${all.join(', ')}` : ' nothing'}.`);
  if (addresses.length === 0) return [found];
  const others = some(addresses.map((address) => literal(short(address))));
  const name = names.length === 1 ? 'The name also stands' : 'These names also stand';
  return [
    found,
    section(md`⚠️ ${name} beside ${others}: what is kept of them goes too, unless you empty the name below.`),
  ];
}

const MOST_NAMED = 10;

function some(all: MrkdwnElement[]): MrkdwnElement {
  const more = all.length - MOST_NAMED;
  return md`${join(all.slice(0, MOST_NAMED), ', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

export function forgotten({ rows, messages, waiting }: Forgotten): Modal {
  const all = lines(rows);
  const isAny = all.length + messages.standing + messages.elsewhere > 0;
  return modal({
    id: 'done',
    title: isAny ? 'Forgotten' : 'Nothing was known',
    close: 'Done',
    blocks: [
      section(all.length > 0 ? `Erased: ${all.join(', ')}.` : 'Nothing of them was kept here.'),
      section(inChannels(messages)),
      ...(waiting > 0
        ? [section(`⚠️ ${count(waiting, ...BEING_IMPORTED)}. When that is over, forget them again.`)]
        : []),
      section(
        'What stays in Slack: messages older than 30 days, answers that somebody shared in a channel, files I gave, and what people wrote themselves. Slack’s own search finds them.',
      ),
      context(STAYS),
    ],
  });
}

const BEING_IMPORTED = [
  'list with this address is being imported',
  'lists with this address are being imported',
] as const;

function inChannels({ standing, edited, channels }: Forgotten['messages']): MrkdwnElement {
  if (standing === 0) return md`No message of mine of the last 30 days named or quoted them.`;
  const many = count(standing, 'message of mine', 'messages of mine');
  const where = join(channels.slice(0, 20).map(mentionPlace), ', ');
  if (edited) return md`I take them out of ${many} that named or quoted them: ${where}.`;
  return md`${many} named or quoted them and stay as they are: ${where}. I no longer know what is said there: edit or delete it in Slack.`;
}

const mentionPlace = (place: string): MrkdwnElement =>
  /^[UW]/.test(place) ? md`a person’s conversation with me` : mentionChannel(place);
