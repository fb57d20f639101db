// A form that failed, in front of a person in a strict Slack: what they typed is there again, and why it failed.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkView } from '../../sandbox/slack/blocks/check.ts';
import type { View } from '../../sandbox/slack/model.ts';
import { type Slack, startSlack } from '../../sandbox/slack/server.ts';
import { SEED } from '../../sandbox/slack/workspace.ts';
import { LivestormError } from '../../src/errors.ts';
import type { SubmittedView } from '../../src/store/submissions.ts';
import { cancelView } from '../../src/views/ask-first.ts';
import type { Modal } from '../../src/views/blocks.ts';
import { createFormView } from '../../src/views/create-form.ts';
import { apology } from '../../src/views/error.ts';
import { following, formAgain } from '../../src/views/form-again.ts';
import { registerFormView } from '../../src/views/register-form.ts';
import { scheduleFormView } from '../../src/views/schedule-form.ts';
import { carriedBy } from '../../src/views/typed.ts';
import { whichForm } from '../../src/views/which.ts';
import { aField, anEventOf, aSessionOf, EVIL } from './foreign.ts';
import { startFormApp } from './form-app.ts';
import { golden } from './golden.ts';

const problem = apology(
  new LivestormError({ code: 'livestorm_rejected', status: 422, detail: 'Title <is> taken' }),
  'ABC234',
);

let slack: Slack;
let started: Awaited<ReturnType<typeof startFormApp>>;
beforeEach(async () => {
  slack = await startSlack();
  started = await startFormApp(slack, problem);
});
afterEach(async () => {
  started.stop();
  await slack.stop();
});

async function open(form: Modal): Promise<View> {
  started.app.form = form;
  const ada = slack.person(SEED.ada);
  await ada.command(SEED.webinars, 'form');
  if (!ada.view) throw new Error('no form was opened');
  return ada.view;
}

const owners = [
  { id: 'o1', firstName: 'Ada', lastName: 'Byron' },
  { id: 'o2', firstName: 'Grace', lastName: 'Hopper' },
];
const fields = [
  aField('email', { required: true }),
  aField('first_name'),
  aField('problem_you_have'),
  aField('avatar', { type: 'file' }),
  aField('interests', { multiple: true, options: ['api', 'slack', 'digests'] }),
  aField('country', { options: Array.from({ length: 249 }, (_, index) => `Country ${index + 1}`) }),
];
const wall = { year: 2026, month: 12, day: 3, hour: 15, minute: 0 };

const forms: [string, Modal, Record<string, unknown>][] = [
  [
    'create',
    createFormView({ title: 'Spring tour', owners, timeZone: 'Europe/Paris', reader: null, channel: 'C1' }),
    {
      title: 'Tour & <more>',
      date: '2026-12-03',
      time: '09:30',
      zone: 'Asia/Tokyo',
      status: 'published',
      owner: 'o2',
      description: 'Two\n\nparagraphs 👩‍🚀 مرحبا',
    },
  ],
  [
    'schedule',
    scheduleFormView({
      event: null,
      sessions: [{ wall, timeZone: 'Europe/Paris' }],
      timeZone: 'Europe/Paris',
      reader: null,
      notes: ['A note.'],
      channel: 'C1',
    }),
    { event: anEventOf().id, date: '2027-01-02', time: '00:00', zone: 'Asia/Tokyo', weeks: '8', name: 'Morning run' },
  ],
  [
    'which.session',
    whichForm({ what: 'session', verb: 'register', rest: 'ada@example.com', title: 'Which', notes: [], channel: 'C1' }),
    { session: aSessionOf({ name: 'Chosen' }).id },
  ],
  [
    'cancel',
    cancelView({ session: aSessionOf(), readAt: null }, { timeZone: 'Europe/Paris', channel: 'C1' }),
    { agreed: ['yes'] },
  ],
  [
    'register',
    registerFormView({ session: aSessionOf(), fields }, { prefill: { first_name: 'Ada' }, channel: 'C1' }),
    {
      email: 'grace@example.com',
      first_name: 'Grace',
      problem_you_have: 'None',
      avatar: 'https://example.com/a.png',
      interests: ['api', 'digests'],
      country: 'Country 240',
    },
  ],
];

const problems = (view: { blocks: { block_id?: string }[] }) =>
  view.blocks.filter((block) => JSON.stringify(block).includes('Title &lt;is&gt; taken'));

describe.each(forms)('the form %s', (_id, form, values) => {
  async function fillIn(view: View): Promise<void> {
    const ada = slack.person(SEED.ada);
    for (const picker of ['zone', 'event', 'session']) {
      if (view.blocks.some(({ block_id }) => block_id === picker)) await ada.options(view, picker, 'any');
    }
    ada.fill(view, values);
  }

  test('comes back with everything that was typed in it, and what went wrong on top, once', async () => {
    const ada = slack.person(SEED.ada);
    let view = await open(form);
    await fillIn(view);
    const typed = structuredClone(view.state.values);
    for (let attempt = 1; attempt <= 3; attempt++) {
      const outcome = await ada.submit(view);
      expect(outcome.failure).toBeUndefined();
      const again = started.app.again.at(-1);
      if (!again) throw new Error('the form did not come back');
      expect(checkView(again)).toEqual([]);
      expect(problems(again)).toEqual([again.blocks[0]]);
      expect(again.blocks).toHaveLength(form.blocks.length + problem.blocks.length);
      expect(carriedBy(again.private_metadata)).toEqual({ ...carriedBy(form.private_metadata), attempt });
      // Opened afresh, nothing stands in it but what the form itself says.
      view = await open(again);
      expect(view.state.values).toEqual(typed);
    }
  });

  test('does not put back what was emptied', async () => {
    const ada = slack.person(SEED.ada);
    const view = await open(form);
    await fillIn(view);
    const left = view.blocks.filter(({ type, optional }) => type === 'input' && optional === true);
    ada.fill(view, Object.fromEntries(left.map(({ block_id = '', element }) => [block_id, emptied(element)])));
    const typed = structuredClone(view.state.values);
    await ada.submit(view);
    const again = started.app.again.at(-1);
    if (!again) throw new Error('the form did not come back');
    expect((await open(again)).state.values).toEqual(typed);
  });
});

const emptied = (element: unknown): null | [] => ((element as { type: string }).type.startsWith('multi_') ? [] : null);

describe('a form that comes back', () => {
  const submitted = (over: Partial<SubmittedView>): SubmittedView => ({
    id: 'V1',
    callback_id: 'create',
    title: { type: 'plain_text', text: 'Create' },
    submit: null,
    close: null,
    blocks: [],
    private_metadata: '',
    state: { values: {} },
    ...over,
  });

  const many = Array.from({ length: 60 }, (_, index) => aField(`question_${index}`));
  const ofMany = registerFormView(
    { session: aSessionOf(), fields: [...fields, ...many] },
    { prefill: {}, channel: null },
  );
  const evil = apology(new LivestormError({ code: 'livestorm_rejected', status: 422, detail: EVIL }), null);
  test.each([
    ['none', { blocks: [] }, problem],
    ['some', { blocks: forms[0]?.[1].blocks ?? [], submit: { type: 'plain_text', text: 'Create' } }, problem],
    ['too-many', { blocks: ofMany.blocks, submit: { type: 'plain_text', text: 'Register' } }, problem],
    ['hostile', { blocks: [], private_metadata: EVIL }, evil],
  ] as const)('with %s fields looks as agreed', async (state, view, said) => {
    const once = formAgain(submitted(view as Partial<SubmittedView>), said);
    await golden('form-again', state, {
      once,
      twice: formAgain(submitted({ ...once } as Partial<SubmittedView>), said),
    });
  });

  test('keeps a field whose name is like that of the problem', () => {
    const [form] = forms.filter(([id]) => id === 'register').map(([, view]) => view);
    const again = formAgain(submitted({ blocks: form?.blocks ?? [] }), problem);
    expect(again.blocks.some(({ block_id }) => block_id === 'problem_you_have')).toBe(true);
  });

  test('chooses as the menu says, whatever writing Slack gives the choice back in', () => {
    const option = { text: { type: 'plain_text' as const, text: 'A :tada:', emoji: false }, value: 'a' };
    const element = { type: 'static_select', action_id: 'one', options: [option] };
    const block = { type: 'input', block_id: 'one', label: option.text, element };
    const chosen = { type: 'static_select', selected_option: { ...option, text: { ...option.text, emoji: true } } };
    const again = formAgain(submitted({ blocks: [block], state: { values: { one: { one: chosen } } } }), problem);
    expect(again.blocks.at(-1)).toMatchObject({ element: { initial_option: option } });
  });

  test('counts from one when what it carried cannot be read', () => {
    expect(carriedBy(formAgain(submitted({ private_metadata: '{' }), problem).private_metadata)).toMatchObject({
      attempt: 1,
      channel: null,
    });
  });
});

describe('a view that follows a form', () => {
  const asks = (rest: string) =>
    whichForm({ what: 'session', verb: 'cancel', rest, title: 'Which', notes: [], channel: 'C1' });

  test('is another submission when it is the same form once more', () => {
    const first = following({ callback_id: 'create', private_metadata: '' }, asks('a'));
    expect(first).toEqual(asks('a'));
    const second = following(first as never, asks('b'));
    expect(carriedBy(second.private_metadata)).toMatchObject({ attempt: 1, channel: 'C1', meta: { rest: 'b' } });
    expect(carriedBy(following(second as never, asks('c')).private_metadata).attempt).toBe(2);
  });
});
