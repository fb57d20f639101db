// Names of people, as Livestorm tells them, on their way into what the bot keeps and says.

import type { PersonName } from '../store/person-name.ts';

/** Of its parts; '' when Livestorm tells none. */
export const personName = (...parts: (string | null | undefined)[]): PersonName =>
  parts.filter(Boolean).join(' ').trim() as unknown as PersonName;
