// The form behind `schedule`.

import type { Planned } from '../operations/create-event.ts';
import type { CatalogueEvent } from '../store/catalogue-save.ts';
import { type Block, context, type Modal, modal, section } from './blocks.ts';
import { asNoted, asProblem } from './form-again.ts';
import { externalSelectInput, textInput } from './inputs.ts';
import { cut } from './limits.ts';
import { momentFields, weeksField } from './moment-fields.ts';
import { eventChoice } from './options.ts';
import { plannedKey, plannedMeta, understoodBlocks } from './planned.ts';
import { strip } from './text.ts';
import { carry } from './typed.ts';

export const scheduleMeta = plannedMeta;

const MOST_NAME = 150;

export interface ScheduleFormData {
  event: CatalogueEvent | null;
  /** What was typed, or is left to do; none when no moment was named. */
  sessions: Planned[];
  /** For the field, when no moment was named. */
  timeZone: string;
  /** The reader's own, when Slack told it. */
  reader: string | null;
  /** What of the typed words was not understood, one sentence each. */
  notes: string[];
  name?: string;
  /** What became of a part of it already. */
  above?: Block[];
  channel: string | null;
}

export function scheduleFormView(data: ScheduleFormData): Modal {
  const { event, sessions, reader, notes, name = '', above = [], channel } = data;
  const [first] = sessions;
  const understood = above.length === 0 && notes.length === 0 ? understoodBlocks(sessions) : [];
  const shown = understood.length > 0 ? plannedKey(sessions) : null;
  return modal({
    id: 'schedule',
    title: 'Schedule a session',
    submit: 'Schedule',
    close: 'Cancel',
    meta: carry({ shown, reader }, channel),
    blocks: [
      ...asProblem(above),
      ...asNoted(understood),
      ...notes.map((note) => section(note)),
      externalSelectInput({
        name: 'event',
        label: 'Event',
        placeholder: 'Words of its title',
        ...(event && { initial: eventChoice(event) }),
      }),
      ...momentFields({ timeZone: first?.timeZone ?? data.timeZone, ...(first && { wall: first.wall }) }),
      weeksField(Math.max(1, sessions.length)),
      textInput({
        name: 'name',
        label: 'Name of this session',
        optional: true,
        maxLength: MOST_NAME,
        initial: cut(strip(name), MOST_NAME),
      }),
      context('Costs 1 Livestorm call for each session.'),
    ],
  });
}
