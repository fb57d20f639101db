// What Livestorm may send, from nothing to far too much: events, sessions, fields, and words that mean harm.

import fc from 'fast-check';
import type { RegistrationForm } from '../../src/operations/register-person.ts';
import type { SessionWithEvent } from '../../src/store/catalogue-rows.ts';
import type { CatalogueEvent } from '../../src/store/catalogue-save.ts';
import { anEvent, aSession } from '../support/catalogue.ts';

export type Field = RegistrationForm['fields'][number];

export const EVIL =
  '<!channel> <@U1> <https://evil.example|https://bank.example> & &lt; *b* _i_ ~s~ `c` :smile: \u202egnp.exe\u2066 \ud800 a\u0301'.concat(
    '\u0301'.repeat(50),
    '\u0000\u001b[31m\n\n\n> quoted\n',
    '👨‍👩‍👧‍👦'.repeat(12),
    ' مرحبا بالعالم',
  );
export const LONG = `${EVIL} ${'A very long title that goes on and on. '.repeat(110)}`.slice(0, 4_000);

const uuid = (number: number): string => `5f0f7a3e-3f51-4f0e-8f77-${String(number).padStart(12, '0')}`;

export const anEventOf = (over: Partial<CatalogueEvent> = {}): CatalogueEvent =>
  anEvent(uuid(1), {
    title: 'Quarterly product tour',
    slug: 'quarterly-product-tour',
    registrationLink: 'https://app.livestorm.co/p/quarterly-product-tour',
    ...over,
  });

/** A session on Thu 3 Dec 2026 at 15:00 in Paris, and what matters to a test. */
export function aSessionOf(
  over: Partial<SessionWithEvent> = {},
  event: Partial<CatalogueEvent> = {},
  number = 1,
): SessionWithEvent {
  const starts = { startsAt: new Date('2026-12-03T14:00:00Z'), registrantsCount: 12 };
  return { ...aSession(uuid(100 + number), { eventId: uuid(1), ...starts }), event: anEventOf(event), ...over };
}

export const sessions = {
  none: [],
  some: [
    aSessionOf(),
    aSessionOf({ name: 'Evening run', registrantsCount: 0 }, {}, 2),
    aSessionOf({ startsAt: null, registrantsCount: 1 }, { title: 'Onboarding for partners', status: 'draft' }, 3),
  ],
  'too-many': Array.from({ length: 200 }, (_, index) =>
    aSessionOf({ registrantsCount: index * 1_234 }, { title: `Product tour number ${index + 1}` }, index),
  ),
  hostile: [
    aSessionOf({ name: EVIL }, { title: EVIL }, 1),
    aSessionOf({ name: LONG }, { title: LONG }, 2),
    aSessionOf({}, { title: '*bold* and `code`', slug: '<!channel>' }, 3),
    aSessionOf({ timeZone: 'Not/AZone' }, { title: null, slug: '', status: '', registrationLink: null }, 4),
    aSessionOf({ name: ' \u200b' }, { title: '\u0000\u0007', slug: 'only-a-slug' }, 5),
    aSessionOf({ startsAt: new Date('1969-07-20T20:17:00Z') }, { registrationLink: 'javascript:alert(1)' }, 6),
    aSessionOf(
      { startsAt: new Date(8.64e15) },
      { title: 'عنوان الحدث', registrationLink: 'https://a@evil.example' },
      7,
    ),
    aSessionOf({ canceledAt: new Date('2026-12-01T00:00:00Z') }, { title: '🎉'.repeat(300) }, 8),
  ],
} satisfies Record<string, SessionWithEvent[]>;

export type State = keyof typeof sessions;
export const STATES = Object.keys(sessions) as State[];

export const aField = (id: string, over: Partial<Field> = {}): Field => ({
  id,
  type: 'text',
  required: false,
  order: 0,
  custom: false,
  options: [],
  multiple: false,
  ...over,
});

const bits = fc.constantFrom(
  ...[
    '<!channel>',
    '<@U1>',
    '&',
    '<',
    '>',
    '|',
    '*',
    '_',
    '`',
    '~',
    '\u202e',
    '\ud83d',
    '👨‍👩‍👧',
    'a\u0301',
    '\n',
    ' ',
  ],
  ...[
    'https://evil.example',
    '\u0000',
    'constructor',
    '"',
    '\\',
    'مرحبا',
    'x'.repeat(80),
    '*'.repeat(300),
    'A title. '.repeat(450),
  ],
);

/** Words of any kind, up to some thousands of characters. */
export const foreign: fc.Arbitrary<string> = fc
  .array(fc.oneof(bits, fc.string({ unit: 'binary' })), { maxLength: 12 })
  .map((parts) => parts.join(''));

const maybe = <T>(some: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(some, { nil: null });

const date = fc.date({ noInvalidDate: true });

/** What our own clock may say. */
export const ourDate = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2200-01-01') });
const zone = fc.oneof(fc.constantFrom('Europe/Paris', 'UTC', 'Asia/Kolkata', '', 'Not/AZone', '<!here>'), foreign);

export const anyEvent: fc.Arbitrary<CatalogueEvent> = fc
  .record({
    id: fc.uuid(),
    title: maybe(foreign),
    slug: foreign,
    status: fc.oneof(fc.constantFrom('draft', 'published', ''), foreign),
    registrationLink: maybe(fc.oneof(foreign, fc.webUrl())),
  })
  .map((event) => anEvent(event.id, event));

export const anySession: fc.Arbitrary<SessionWithEvent> = fc
  .record({
    id: fc.uuid(),
    name: maybe(foreign),
    timeZone: zone,
    startsAt: maybe(date),
    startedAt: maybe(date),
    endedAt: maybe(date),
    canceledAt: maybe(date),
    registrantsCount: fc.nat(),
    attendeesCount: fc.nat(),
    event: anyEvent,
  })
  .map((session) => ({ ...aSession(session.id), ...session }));

const fieldId = fc.oneof(
  fc.constantFrom('email', 'first_name', 'company', '', ' ', 'constructor', '__proto__', 'problem', 'problem.0.0', '_'),
  fc.constant('x'.repeat(256)),
  fc.constant('y'.repeat(255)),
  foreign,
);

const choices: fc.Arbitrary<string[]> = fc.oneof(
  fc.constant<string[]>([]),
  fc.array(foreign, { maxLength: 5 }),
  fc.nat(400).map((length) => Array.from({ length }, (_, index) => `Choice number ${index} of many`)),
  fc.constant(Array.from({ length: 10_200 }, (_, index) => `${index}`)),
);

export const anyField: fc.Arbitrary<Field> = fc.record({
  id: fieldId,
  type: fc.oneof(fc.constantFrom('text', 'file', 'multiple'), foreign),
  required: fc.boolean(),
  order: fc.integer(),
  custom: fc.boolean(),
  options: choices,
  multiple: fc.boolean(),
});
