// The form behind `register`: who.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { registerFormView, registerMeta } from '../../src/views/register-form.ts';
import { carriedBy } from '../../src/views/typed.ts';
import { aField, anyField, anySession, aSessionOf, EVIL, type Field, foreign, sessions } from './foreign.ts';
import { golden, isLive, markup, read, refusals } from './golden.ts';

const email = aField('email', { required: true });
const names = [aField('first_name', { required: true, order: 1 }), aField('last_name', { order: 2 })];
const countries = Array.from({ length: 249 }, (_, index) => `Country ${index + 1}`);

const states: Record<string, Field[]> = {
  none: [email],
  some: [
    email,
    ...names,
    aField('avatar', { type: 'file' }),
    aField('interests', { type: 'multiple', multiple: true, options: ['api', 'slack'] }),
    aField('company-size', { type: 'multiple', options: ['1-10', '11-50', 'More'], required: true }),
  ],
  'too-many': [
    ...Array.from({ length: 60 }, (_, index) => aField(`question_${index + 1}`, { required: index > 50 })),
    aField('country', { options: countries, required: true }),
    email,
  ],
  hostile: [
    aField('email', { type: 'multiple', options: ['not@typed.example'] }),
    aField('email', { type: 'text' }),
    aField(EVIL),
    aField('x'.repeat(256), { required: true }),
    aField('constructor'),
    aField('problem.0.0', { options: [''] }),
    aField('__', { options: ['\u0000', 'a', 'a', 'y'.repeat(76), EVIL.slice(0, 75), 'z'.repeat(75)] }),
    aField('all_too_long', { options: ['l'.repeat(500)], multiple: true }),
    aField('consent', { type: 'consent' }),
  ],
};

const typed = { email: 'ada@example.com', first_name: 'Ada', 'company-size': '11-50', interests: 'slack' };
const form = (fields: Field[], prefill: Record<string, string> = {}, session = aSessionOf()) =>
  registerFormView({ session, fields }, { prefill, channel: 'C1' });

const idsIn = (shown: ReturnType<typeof form>): string[] =>
  shown.blocks.flatMap((block) => (block.type === 'input' && block.block_id !== undefined ? [block.block_id] : []));

test.each(Object.entries(states))('a form of %s fields looks as agreed', async (state, fields) => {
  const session = state === 'hostile' ? sessions.hostile[0] : aSessionOf();
  await golden('register-form', state, form(fields, state === 'some' ? typed : {}, session));
});

describe('the form', () => {
  test('has what was typed with the command in it', () => {
    const shown = read(form(states.some ?? [], typed));
    expect(shown).toContain('ada@example.com');
    expect(shown).toContain('[11-50 ▾]');
    expect(shown).toContain('[slack ▾]');
    expect(shown).toContain('Costs 1 Livestorm call and counts as one active contact of the month.');
  });

  test('keeps the order of the event', () => {
    expect(idsIn(form(states.some ?? []))).toEqual((states.some ?? []).map(({ id }) => id));
  });

  test('asks for the address first of all, then for what is required, when not all fits', () => {
    const shown = form(states['too-many'] ?? []);
    expect(idsIn(shown)).toHaveLength(40);
    expect(idsIn(shown)).toEqual(expect.arrayContaining(['email', 'country', 'question_52', 'question_60']));
    expect(read(shown)).toContain('This event has 22 more fields, all optional, on its registration page only.');
  });

  test('warns when required fields are missing', () => {
    const shown = form([email, ...Array.from({ length: 50 }, (_, index) => aField(`q${index}`, { required: true }))]);
    expect(read(shown)).toContain('This event asks for 11 more fields than fit here, and 11 of them are required');
  });

  test('shows no more fields than it can carry the names of', () => {
    const long = Array.from({ length: 40 }, (_, index) => aField(`${index}-${'long-slug-'.repeat(20)}`));
    const shown = form([...long, email]);
    expect(refusals(shown)).toEqual([]);
    expect(idsIn(shown).length).toBeLessThan(20);
    expect(idsIn(shown)).toContain('email');
    expect(read(shown)).toContain(`This event has ${41 - idsIn(shown).length} more fields, all optional`);
  });

  test('shows all of 249 countries, in groups', () => {
    const shown = JSON.stringify(form(states['too-many'] ?? [], { country: 'Country 120' }));
    expect(shown.match(/"Country \d+"/g)?.length).toBe((249 + 1) * 2);
    expect(shown).toContain('Choices 201 to 249');
    expect(read(form(states['too-many'] ?? [], { country: 'Country 120' }))).toContain('[Country 120 ▾]');
  });

  test('becomes a line to type in where a menu would be too heavy', () => {
    const options = Array.from({ length: 900 }, (_, index) => `${index} ${'é'.repeat(70)}`);
    const shown = form([email, aField('a', { options }), aField('b', { options })]);
    expect(refusals(shown)).toEqual([]);
    expect(read(shown)).toContain('Livestorm has a list of answers for this, too long to show here.');
  });

  test('asks for the address even when the event says it is optional', () => {
    const [, field] = form([aField('email')]).blocks;
    expect(field).toMatchObject({ block_id: 'email' });
    expect(field).not.toHaveProperty('optional');
  });

  test('takes no words of the machine for words of the person', () => {
    const [, , field] = form([email, aField('constructor')]).blocks;
    expect(field).toMatchObject({ block_id: 'constructor', element: { action_id: 'constructor' } });
    expect(JSON.stringify(field)).not.toContain('initial_value');
  });
});

test('whatever an event asks, Slack takes the form, and each field it shows is carried', () => {
  fc.assert(
    fc.property(
      anySession,
      fc.array(anyField, { maxLength: 70 }),
      fc.dictionary(foreign, foreign),
      (session, fields, prefill) => {
        const shown = registerFormView({ session, fields: [email, ...fields] }, { prefill, channel: 'C0123456789' });
        expect(refusals(shown)).toEqual([]);
        expect(markup(shown).filter(isLive)).toEqual([]);
        const { fields: carried } = registerMeta.parse(carriedBy(shown.private_metadata).meta);
        expect(idsIn(shown)).toEqual(carried);
        expect(carried).toContain('email');
      },
    ),
    { numRuns: 60 },
  );
});
