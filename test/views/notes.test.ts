// Sentences about words that could not be used, and about moments that cannot be.

import { describe, expect, test } from 'vitest';
import { momentFault } from '../../src/views/moment-fault.ts';
import { isOver, noMatch, severalMatch, unreadWhen } from '../../src/views/notes.ts';
import { LONG } from './foreign.ts';

describe('a note', () => {
  test.each([
    [noMatch('event', 'tuor', []), 'No event matches “tuor”. Choose one below.'],
    [
      noMatch('session', 'tuor', ['Tour', 'City tour', 'Spring tour', 'Fourth']),
      'No session matches “tuor”. The nearest: “Tour”, “City tour”, “Spring tour”. Choose one below.',
    ],
    [severalMatch('event', 'tour'), 'Several events match “tour”. Choose one below.'],
    [isOver('Autumn tour'), '“Autumn tour” is over or canceled. Choose another session below.'],
    [unreadWhen('soon', 'not_a_date'), '“soon”: I cannot read it as a date. Choose below.'],
    [unreadWhen('3 Dec', 'no_time'), '“3 Dec”: It names no hour. Choose below.'],
    [unreadWhen('31 Feb', 'no_such_day'), '“31 Feb”: There is no such day or hour. Choose below.'],
    [unreadWhen('15:00 IST', 'unknown_zone'), '“15:00 IST”: I do not know that time zone. Choose below.'],
  ])('%s', (note, words) => {
    expect(note).toBe(words);
  });

  test('stays a note, however much was typed', () => {
    for (const note of [noMatch('event', LONG, [LONG, LONG, LONG]), severalMatch('session', LONG), isOver(LONG)]) {
      expect(note.length).toBeLessThan(1_000);
      expect(note).toContain('Choose');
    }
  });
});

describe('under a moment that cannot be', () => {
  const wall = { year: 2026, month: 3, day: 29, hour: 2, minute: 30 };
  const at = new Date('2026-10-25T00:30:00Z');
  test.each([
    [{ kind: 'no_date' } as const, 'Choose a day as well.'],
    [{ kind: 'no_time' } as const, 'Choose an hour as well.'],
    [{ kind: 'no_zone' } as const, 'Choose a time zone.'],
    [{ kind: 'no_such_day' } as const, 'There is no such day.'],
    [
      { kind: 'past', at, timeZone: 'Europe/Paris' } as const,
      'Sun 25 Oct 2026, 02:30 (Europe/Paris) has passed. Choose a later moment.',
    ],
    [{ kind: 'far' } as const, 'That is more than three years ahead. Check the year.'],
    [
      { kind: 'skipped', before: '02:00', after: '03:00', wall, timeZone: 'Europe/Paris' } as const,
      'Sun 29 Mar 2026, 02:30 does not exist in Europe/Paris: the clocks go from 02:00 to 03:00 that day. Choose another hour.',
    ],
    [
      { kind: 'repeated', first: at, second: at, wall, timeZone: 'Europe/Paris' } as const,
      'Sun 29 Mar 2026, 02:30 comes twice in Europe/Paris: the clocks go back that day. Choose an hour before or after.',
    ],
  ])('%j stands: %s', (fault, words) => {
    expect(momentFault(fault)).toBe(words);
  });
});
