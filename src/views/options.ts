// What the pickers offer.

import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { CatalogueEvent } from '../store/catalogue-save.ts';
import { formatWhen } from '../time.ts';
import { type Choice, option } from './inputs.ts';
import { oneLine } from './text.ts';

export const zoneChoice = (timeZone: string): Choice => ({ value: timeZone, label: timeZone.replaceAll('_', ' ') });

export const eventChoice = ({ id, title, slug, status }: CatalogueEvent): Choice => ({
  value: id,
  label: oneLine(title ?? slug ?? id),
  ...(status === 'draft' && { description: 'Draft' }),
});

export const sessionChoice = ({ id, name, event, startsAt, timeZone }: SessionWithEvent): Choice => ({
  value: id,
  label: oneLine([event.title ?? event.slug, name].filter(Boolean).join(' · ') || id),
  description: startsAt ? formatWhen(startsAt, timeZone) : 'No date yet',
});

export type Option = ReturnType<typeof option>;

export const zoneOption = (timeZone: string) => option(zoneChoice(timeZone));
export const eventOption = (event: CatalogueEvent) => option(eventChoice(event));
export const sessionOption = (session: SessionWithEvent) => option(sessionChoice(session));
