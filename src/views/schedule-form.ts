// The form behind `schedule`.

import { z } from 'zod';
import type { CatalogueEvent } from '../store/catalogue-save.ts';
import type { WallTime } from '../time.ts';
import { context, type Modal, modal, section } from './blocks.ts';
import { externalSelectInput, textInput } from './inputs.ts';
import { momentFields } from './moment-fields.ts';
import { eventChoice } from './options.ts';
import { carry } from './typed.ts';

export const scheduleMeta = z.unknown();

export interface ScheduleFormData {
  event: CatalogueEvent | null;
  wall: WallTime | null;
  timeZone: string;
  /** What of the typed words was not understood, one sentence each. */
  notes: string[];
  channel: string | null;
}

export function scheduleFormView({ event, wall, timeZone, notes, channel }: ScheduleFormData): Modal {
  return modal({
    id: 'schedule',
    title: 'Schedule a session',
    submit: 'Schedule',
    close: 'Cancel',
    meta: carry(undefined, channel),
    blocks: [
      ...notes.map((note) => section(note)),
      externalSelectInput({
        name: 'event',
        label: 'Event',
        placeholder: 'Words of its title',
        ...(event && { initial: eventChoice(event) }),
      }),
      ...momentFields({ timeZone, ...(wall && { wall }) }),
      textInput({ name: 'name', label: 'Name of this session', optional: true, maxLength: 150 }),
      context('Costs 1 Livestorm call.'),
    ],
  });
}
