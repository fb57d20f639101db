// The form behind `create`.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CreateFormData, createFormView } from '../../src/views/create-form.ts';
import { EVIL, foreign, LONG } from './foreign.ts';
import { golden, read, refusals } from './golden.ts';

const ada = { id: '0d6d4d0e-6d0f-4a44-9a5e-2f0b7c2a1111', firstName: 'Ada', lastName: 'Byron' };
const person = (index: number) => ({ ...ada, id: `${index}`, lastName: `Byron the ${index + 1}.` });
const data: CreateFormData = { title: '', owners: [], timeZone: 'Europe/Paris', reader: 'Europe/Paris', channel: 'C1' };

const states: Record<string, CreateFormData> = {
  none: { ...data, channel: null },
  some: {
    ...data,
    title: 'Spring product tour',
    owners: [ada, { ...ada, id: 'b', firstName: null, lastName: 'Hopper' }],
  },
  'too-many': { ...data, title: 'Tour '.repeat(800), owners: Array.from({ length: 250 }, (_, index) => person(index)) },
  hostile: {
    title: EVIL,
    timeZone: 'Not/AZone',
    reader: EVIL,
    channel: '<!channel>',
    owners: [
      { id: 'a', firstName: EVIL, lastName: LONG },
      { id: '6f3c9a60-aaaa', firstName: null, lastName: null },
      { id: 'x'.repeat(76), firstName: 'Never', lastName: 'Shown' },
      { id: '', firstName: '*bold*', lastName: '' },
      { id: 'a', firstName: 'Twice', lastName: 'Here' },
    ],
  },
};

test.each(Object.entries(states))('a form with %s owners looks as agreed', async (state, given) => {
  await golden('create-form', state, createFormView(given));
});

describe('the form', () => {
  test('says what it costs, and in which zone the hour is meant', () => {
    const shown = read(createFormView(states.some ?? data));
    expect(shown).toContain('Costs 1 Livestorm call.');
    expect(shown).toContain('[Europe/Paris ▾]');
  });

  test('has no field for an owner when nobody is known to own events', () => {
    expect(read(createFormView(data))).not.toContain('Owner');
  });

  test('offers every owner, in groups when there are many, and starts with the first', () => {
    const owner = JSON.stringify(createFormView(states['too-many'] ?? data));
    expect(owner).toContain('Ada Byron the 250.');
    expect(owner).toContain('Choices 201 to 250');
    expect(read(createFormView(states['too-many'] ?? data))).toContain('[Ada Byron the 1. ▾]');
  });

  test('calls somebody without a name by the beginning of the id, and says who is not offered', () => {
    const shown = JSON.stringify(createFormView(states.hostile ?? data));
    expect(shown).toContain('Person 6f3c9a60');
    expect(shown).not.toContain('Never Shown');
    expect(shown).toContain('1 more choice is too long for a menu in Slack');
  });
});

test('whatever was typed and whoever owns events, Slack takes the form', () => {
  const name = fc.option(foreign);
  const owners = fc.array(fc.record({ id: foreign, firstName: name, lastName: name }), { maxLength: 130 });
  fc.assert(
    fc.property(foreign, owners, foreign, fc.option(fc.string()), (title, people, timeZone, channel) => {
      expect(refusals(createFormView({ title, owners: people, timeZone, reader: null, channel }))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});
