// What is said when something goes wrong: every code, in the words of somebody who can do something about it.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  AskError,
  type AskProblem,
  LivestormError,
  type LivestormProblem,
  StoreError,
  type StoreProblem,
} from '../../src/errors.ts';
import { createFormView } from '../../src/views/create-form.ts';
import { created } from '../../src/views/created.ts';
import { apology, apologyModal, asMessage, openAgain } from '../../src/views/error.ts';
import { formAgain } from '../../src/views/form-again.ts';
import { aSessionOf, EVIL, foreign, LONG } from './foreign.ts';
import { ASKER, golden, isLive, markup, read, refusals } from './golden.ts';

type Sayable = AskProblem | LivestormProblem | StoreProblem;
/** A code that comes later does not compile until it is here. */
type Samples = { [C in Sayable['code']]: (words: string, names: string[]) => Extract<Sayable, { code: C }> };

const samples: Samples = {
  unknown_command: (word) => ({ code: 'unknown_command', word, nearest: 'list' }),
  bad_argument: (value) => ({
    code: 'bad_argument',
    command: 'list',
    value,
    reason: 'is not one of past, live',
    usage: '[past|live]',
  }),
  not_found: (words, nearest) => ({ code: 'not_found', what: 'session', words, nearest }),
  ambiguous: (words, matches) => ({ code: 'ambiguous', what: 'event', words, matches }),
  cannot_post: (reason) => ({ code: 'cannot_post', channel: 'C1', reason }),
  step_input: (input) => ({ code: 'step_input', input, reason: 'is in the past' }),
  scope_missing: (scope) => ({ code: 'scope_missing', scope }),
  file_not_sent: (reason) => ({ code: 'file_not_sent', reason }),
  file_not_read: (reason) => ({ code: 'file_not_read', reason }),
  bad_list: () => ({ code: 'bad_list', fault: { kind: 'too_many', most: 5_000 } }),
  session_over: (title) => ({ code: 'session_over', title }),
  slack_busy: () => ({ code: 'slack_busy', retryAfterSeconds: 30 }),
  not_operator: (_words, names) => ({
    code: 'not_operator',
    users: [ASKER, ...names.slice(0, 30)],
    groups: names.length > 0 ? ['S0OPERATORS', ...names.slice(0, 2)] : [],
  }),
  outsider: () => ({ code: 'outsider', standing: 'guest' }),
  unknown_person: () => ({ code: 'unknown_person', reason: 'missing_scope' }),
  form_outdated: () => ({ code: 'form_outdated' }),
  partly_done: (detail, done) => ({
    code: 'partly_done',
    done,
    cause: { code: 'livestorm_rejected', status: 422, detail },
  }),
  not_kept: () => ({ code: 'not_kept' }),
  store_away: () => ({ code: 'store_away' }),
  store_lost: () => ({ code: 'store_lost' }),
  livestorm_token: () => ({ code: 'livestorm_token' }),
  livestorm_forbidden: (detail) => ({ code: 'livestorm_forbidden', detail }),
  livestorm_contacts: () => ({ code: 'livestorm_contacts' }),
  livestorm_not_found: (path) => ({ code: 'livestorm_not_found', path }),
  livestorm_conflict: (detail) => ({ code: 'livestorm_conflict', detail }),
  livestorm_rejected: (detail) => ({ code: 'livestorm_rejected', status: 422, detail }),
  livestorm_busy: () => ({ code: 'livestorm_busy', retryAfterSeconds: 90 }),
  livestorm_quota: () => ({ code: 'livestorm_quota', resetsAt: new Date('2026-12-01T00:00:00Z') }),
  livestorm_reserved: () => ({
    code: 'livestorm_reserved',
    remaining: 1_400,
    reserved: 2_000,
    resetsAt: new Date('2026-12-01T00:00:00Z'),
  }),
  livestorm_down: (detail) => ({ code: 'livestorm_down', detail }),
  livestorm_unsure: (detail) => ({ code: 'livestorm_unsure', detail }),
  livestorm_changed: (field) => ({ code: 'livestorm_changed', path: '/events', field, detail: field }),
};
const codes = Object.keys(samples) as (keyof Samples)[];

const thrown = (code: keyof Samples, words: string, names: string[] = []) => {
  const problem = samples[code](words, names);
  if (code.startsWith('store_')) return new StoreError(problem as StoreProblem);
  return code.startsWith('livestorm_')
    ? new LivestormError(problem as LivestormProblem)
    : new AskError(problem as AskProblem);
};

const states = {
  none: (code: keyof Samples) => thrown(code, ''),
  some: (code: keyof Samples) => thrown(code, 'spring tour', ['Spring product tour']),
  'too-many': (code: keyof Samples) =>
    thrown(
      code,
      'tour '.repeat(800),
      Array.from({ length: 100 }, (_, index) => `Tour ${index}`),
    ),
  hostile: (code: keyof Samples) => thrown(code, EVIL, [LONG, '*bold*', '']),
};

test.each(Object.entries(states))('with %s details, every apology reads as agreed', async (state, error) => {
  await golden('error', state, Object.fromEntries(codes.map((code) => [code, apology(error(code), 'ABC234')])));
});

/** After these something may have been done, or was: the sentence may not say that nothing was. */
const unsure = new Set<string>(['livestorm_unsure', 'livestorm_changed', 'store_lost', 'partly_done']);

describe.each(codes)('%s', (code) => {
  test('says in the notification as well as below what happened, and what to do', () => {
    const { text, blocks } = apology(thrown(code, 'spring tour', ['Spring product tour']), null);
    expect(blocks).toEqual([expect.objectContaining({ text: expect.objectContaining({ text }) })]);
    const sentences = text.split(/(?<=[.?])\s/);
    expect(sentences.length).toBeGreaterThanOrEqual(unsure.has(code) ? 2 : 3);
    expect(text).not.toMatch(/!(?!date|subteam)|please|oops|undefined|\[object/i);
  });

  test('says that nothing was changed exactly when that is known', () => {
    const { text } = apology(thrown(code, 'spring tour', ['Spring product tour']), null);
    expect(text.includes('Nothing was changed.')).toBe(!unsure.has(code));
    if (unsure.has(code)) expect(text).toMatch(/may|a part was/);
  });

  test('says nothing was changed after what happened, and before what to do', () => {
    const { text } = apology(thrown(code, 'spring tour', ['Spring product tour']), null);
    if (unsure.has(code)) return;
    const [before = '', after = ''] = text.split('Nothing was changed.');
    expect(before).toMatch(/\S/);
    expect(after).toMatch(/\S/);
  });

  test('whatever the details are, is taken by Slack and pages nobody', () => {
    fc.assert(
      fc.property(foreign, fc.array(foreign, { maxLength: 8 }), (words, names) => {
        const error = thrown(code, words, names);
        for (const shown of [apology(error, 'ABC234'), apologyModal(error, null)]) {
          expect(refusals(shown)).toEqual([]);
          expect(markup(shown).filter(isLive)).toEqual([]);
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('an apology', () => {
  test('for what nobody expected has a reference and no details of ours', () => {
    const shown = read(apology(new TypeError('cannot read /srv/secret'), 'ABC234'));
    expect(shown).toContain('Something went wrong inside Showrunner');
    expect(shown).toContain('Reference ABC234');
    expect(shown).not.toContain('secret');
  });

  test('names the command when nothing was typed after it', () => {
    const empty = {
      code: 'bad_argument',
      command: 'subscribe',
      value: '',
      reason: 'needs a name',
      usage: '<event|all>',
    } as const;
    expect(read(apology(new AskError(empty), null))).toBe(
      'subscribe needs a name. Nothing was changed. Type subscribe <event|all>.',
    );
  });

  test('outside a channel does not speak of an invitation', () => {
    const shown = read(apology(new AskError({ code: 'cannot_post', channel: '', reason: 'no_channel' }), null));
    expect(shown).toContain('This is not a channel');
    expect(shown).not.toContain('Slack says');
  });

  test.each([
    [0, '1 min'],
    [60, '1 min'],
    [61, '2 min'],
  ])('after %i seconds of waiting: try again in %s', (retryAfterSeconds, wait) => {
    const busy = new LivestormError({ code: 'livestorm_busy', retryAfterSeconds });
    expect(read(apology(busy, null))).toContain(`Try again in ${wait}.`);
  });

  test.each([
    ['guest', 'You are a guest in this workspace'],
    ['stranger', 'You are not a member of this workspace'],
    ['bot', 'You are an app in this workspace'],
    ['deactivated', 'Your account in this workspace is no longer active'],
  ] as const)('a %s hears why, and whom to ask', (standing, why) => {
    const shown = read(apology(new AskError({ code: 'outsider', standing }), null));
    expect(shown).toBe(
      `${why}, and Showrunner works for its full members. Nothing was changed. Ask one of them to do it for you.`,
    );
  });

  test('when Slack did not say who asks, is to try again', () => {
    const shown = read(apology(new AskError({ code: 'unknown_person', reason: 'no_answer' }), null));
    expect(shown).toBe('Slack did not say just now who you are. Nothing was changed. Try again in a moment.');
  });

  test('without a day on which the quota comes back says so', () => {
    const spent = new LivestormError({ code: 'livestorm_quota', resetsAt: null });
    expect(read(apology(spent, null))).toContain('They come back when the period ends.');
  });
});

describe('a form that took too long to open', () => {
  test('is offered again', async () => {
    await golden('error', 'open-again', openAgain('create Spring tour'));
  });

  test('is offered again however much was typed', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 4_000 }), (again) => {
        expect(refusals(openAgain(again))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

describe('what a closed view says', () => {
  const form = createFormView({ title: 'Tour', owners: [], timeZone: 'UTC', reader: null, channel: null });

  test('is the result, in the notification as well', () => {
    const session = aSessionOf();
    const said = asMessage(created({ event: { ...session.event, title: 'Spring *tour*' }, sessions: [session] }));
    expect(said.text).toBe('Created: *Spring ∗tour∗* is in Livestorm, as a published event.');
    expect(read(said)).toContain('Thu 3 Dec 2026, 15:00');
    expect(refusals(said)).toEqual([]);
  });

  test('is not what the form asked: nobody can answer it any more', () => {
    expect(read(asMessage(form))).toBe(
      'Create a webinar: you closed the form before it was sent. Nothing was changed.',
    );
  });

  test('is what went wrong, when the form came back after it was closed', () => {
    const view = {
      ...form,
      state: { values: {} },
      submit: form.submit ?? null,
      close: null,
      callback_id: 'create',
      private_metadata: '',
    };
    const said = asMessage(formAgain(view, apology(thrown('livestorm_contacts', ''), 'ABC234')));
    expect(said.text).toMatch(/^Create a webinar: Your Livestorm plan's active contacts .* are used up/);
    expect(read(said)).toContain('Reference ABC234');
    expect(read(said)).not.toContain('Costs 1 Livestorm call');
    expect(refusals(said)).toEqual([]);
  });
});
