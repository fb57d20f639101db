// The form behind `edit`.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Event } from '../../src/livestorm/event.ts';
import { plainWords } from '../../src/operations/html.ts';
import { edited } from '../../src/views/changed.ts';
import { editFormView, editMeta, fingerprint } from '../../src/views/edit-form.ts';
import { carriedBy } from '../../src/views/typed.ts';
import { anEventOf, EVIL, foreign, LONG } from './foreign.ts';
import { golden, isLive, markup, read, refusals } from './golden.ts';

const anEvent = (over: Partial<Event> = {}): Event => ({
  id: 'e1',
  title: 'Quarterly product tour',
  slug: 'quarterly-product-tour',
  description: '<p>What is new &amp; next</p><p>Two<br>lines</p>',
  status: 'published',
  schedulingStatus: 'upcoming',
  registrationLink: null,
  estimatedDurationMinutes: 30,
  chatEnabled: true,
  questionsEnabled: true,
  pollsEnabled: false,
  recordingEnabled: true,
  recordingPublic: false,
  everyoneCanSpeak: false,
  showInCompanyPage: false,
  detailedRegistrationPageEnabled: false,
  lightRegistrationPageEnabled: false,
  owner: { id: 'o2', firstName: 'Grace', lastName: 'Hopper', email: null },
  fields: [],
  createdAt: null,
  updatedAt: null,
  sessionsCount: 0,
  ...over,
});

/** As it is read from Livestorm. */
const editable = (over: Partial<Event>, tags: string[] = []) => {
  const event = anEvent(over);
  return { event, tags, words: plainWords(event.description ?? '') };
};

const ada = { id: 'o1', firstName: 'Ada', lastName: 'Byron' };
const where = { owners: [ada], channel: 'C1' };

const states: Record<string, [Parameters<typeof editFormView>[0], Parameters<typeof editFormView>[1]]> = {
  none: [editable({ description: null, slug: null, owner: null, status: 'draft' }, []), { owners: [], channel: null }],
  some: [editable({}, ['onboarding', 'spring']), where],
  'too-many': [
    editable(
      { title: 'Tour '.repeat(500), description: 'x'.repeat(9_000) },
      Array.from({ length: 200 }, (_, at) => `tag number ${at}`),
    ),
    { owners: Array.from({ length: 250 }, (_, at) => ({ ...ada, id: `${at}` })), channel: 'C1' },
  ],
  hostile: [editable({ title: EVIL, slug: LONG, description: EVIL }, [EVIL, 'a,b']), where],
};

test.each(Object.entries(states))('a form with %s in it looks as agreed', async (state, [given, who]) => {
  await golden('edit-form', state, {
    form: editFormView(given, who),
    done: edited(anEventOf({ title: given.event.title }), { calls: 2, found: false }),
  });
});

describe('the form', () => {
  test('has what Livestorm has, the description as plain words', () => {
    const shown = read(editFormView(...(states.some ?? [editable({}, []), where])));
    expect(shown).toContain('What is new & next');
    expect(shown).toContain('onboarding, spring');
    expect(shown).toContain('[Grace Hopper ▾]');
  });

  test('leaves a formatted description alone, and says so', () => {
    const form = editFormView(editable({ description: '<p><b>Bold</b></p>' }, []), where);
    expect(read(form)).toContain(
      'It has formatting, or a length, that this field cannot show. Leave it empty to keep it',
    );
    expect(editMeta.parse(carriedBy(form.private_metadata).meta).description).toBe(fingerprint(''));
  });
});

test('whatever Livestorm has, Slack takes the form', () => {
  fc.assert(
    fc.property(foreign, foreign, foreign, fc.array(foreign, { maxLength: 40 }), (title, slug, description, tags) => {
      const form = editFormView(editable({ title, slug, description }, tags), where);
      expect(refusals(form)).toEqual([]);
      expect(markup(form).filter(isLive)).toEqual([]);
    }),
    { numRuns: 80 },
  );
});
