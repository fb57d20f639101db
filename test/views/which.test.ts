// Which one? Asked back in a message, and in a form.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { severalMatch } from '../../src/views/notes.ts';
import { type WhichData, whichForm, whichMessage } from '../../src/views/which.ts';
import { anEventOf, anyEvent, anySession, EVIL, foreign, LONG, STATES, sessions } from './foreign.ts';
import { golden, isLive, markup, read, refusals } from './golden.ts';

const asked = { verb: 'show', rest: '', words: 'tour', press: 'Show' };
const events: Record<string, WhichData['things']> = {
  none: { what: 'event', of: [] },
  some: { what: 'event', of: [anEventOf(), anEventOf({ status: 'draft', title: 'Autumn tour' })] },
  'too-many': { what: 'event', of: Array.from({ length: 60 }, (_, at) => anEventOf({ title: `Tour ${at}` })) },
  hostile: {
    what: 'event',
    of: [anEventOf({ title: EVIL }), anEventOf({ title: LONG }), anEventOf({ title: null, slug: '' })],
  },
};

test.each(STATES)('a choice of %s sessions and events looks as agreed', async (state) => {
  const words = { none: '', some: 'tour', 'too-many': 'tour '.repeat(100), hostile: EVIL }[state];
  const things: WhichData['things'] = { what: 'session', of: sessions[state] };
  await golden('which-message', state, {
    sessions: whichMessage({ ...asked, words, things }),
    events: whichMessage({ ...asked, words, things: events[state] ?? things }),
  });
});

test.each([
  ['none', { what: 'session', rest: '', notes: [], channel: null }],
  ['some', { what: 'event', rest: 'next Tue 15:00', notes: [severalMatch('event', 'tour')], channel: 'C1' }],
  ['too-many', { what: 'session', rest: 'word '.repeat(100), notes: [LONG, LONG], channel: 'C1' }],
  ['hostile', { what: 'session', rest: EVIL.slice(0, 500), notes: [EVIL], channel: 'C1' }],
] as const)('a form that asks with %s words looks as agreed', async (state, data) => {
  await golden(
    'which-form',
    state,
    whichForm({ verb: 'cancel', title: 'Cancel a session', ...data, notes: [...data.notes] }),
  );
});

describe('the message', () => {
  test('offers ten, each with a button that does what typing its id would do, and counts the rest', () => {
    const shown = whichMessage({ ...asked, rest: 'unanswered', things: { what: 'session', of: sessions['too-many'] } });
    expect(JSON.stringify(shown).match(/"show [\w-]+ unanswered"/g)).toHaveLength(10);
    expect(read(shown)).toContain('190 more sessions are not shown: type more of its title.');
    expect(read(shown)).toContain('Several sessions match “tour”. Which one do you mean?');
  });

  test('says how to name one when there is nothing to offer', () => {
    const shown = read(whichMessage({ ...asked, words: '', things: { what: 'session', of: [] } }));
    expect(shown).toContain('Which session do you mean?');
    expect(shown).toContain('Type show with words of its title after it, or with its link.');
  });
});

test('whatever there is to choose from, Slack takes it and nobody is paged', () => {
  const words = fc.string({ unit: 'binary', maxLength: 250 });
  fc.assert(
    fc.property(
      fc.array(anySession, { maxLength: 15 }),
      fc.array(anyEvent, { maxLength: 15 }),
      foreign,
      words,
      (some, others, typed, rest) => {
        for (const things of [{ what: 'session', of: some } as const, { what: 'event', of: others } as const]) {
          const shown = whichMessage({ verb: 'show', rest, words: typed, press: 'Show', things });
          expect(refusals(shown)).toEqual([]);
          expect(markup(shown).filter(isLive)).toEqual([]);
          const form = whichForm({
            what: things.what,
            verb: 'show',
            rest,
            title: 'Show',
            notes: [typed],
            channel: 'C1',
          });
          expect(refusals(form)).toEqual([]);
        }
      },
    ),
    { numRuns: 60 },
  );
});
