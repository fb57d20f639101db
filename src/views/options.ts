// What the pickers offer.

import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import type { CatalogueEvent } from '../store/catalogue-save.ts';
import { type Choice, option } from './inputs.ts';
import { eventName } from './names.ts';
import { plainMoment, sessionTitle } from './session-line.ts';

export const zoneChoice = (timeZone: string): Choice => ({ value: timeZone, label: timeZone.replaceAll('_', ' ') });

export const eventChoice = (event: CatalogueEvent): Choice => ({
  value: event.id,
  label: eventName(event),
  ...(event.status === 'draft' && { description: 'Draft' }),
});

export const sessionChoice = (session: SessionWithEvent): Choice => ({
  value: session.id,
  label: sessionTitle(session),
  description: plainMoment(session.startsAt, session.timeZone),
});

export type Option = ReturnType<typeof option>;

export const zoneOption = (timeZone: string) => option(zoneChoice(timeZone));
export const eventOption = (event: CatalogueEvent) => option(eventChoice(event));
export const sessionOption = (session: SessionWithEvent) => option(sessionChoice(session));
