// Names of people, as Livestorm tells them, on their way into what the bot keeps and says.

import type { PersonName } from '../store/person-name.ts';

/** Of its parts; '' when Livestorm tells none. PostgreSQL keeps no NUL, and no half of a pair. */
export const personName = (...parts: (string | null | undefined)[]): PersonName =>
  parts.filter(Boolean).join(' ').replaceAll('\0', '').toWellFormed().trim() as unknown as PersonName;
