// What a person can put into a form, and what Slack says before it sends anything.

import { describe, expect, it } from 'vitest';
import type { Json } from '../../../sandbox/slack/model.ts';
import { SEED } from '../../../sandbox/slack/workspace.ts';
import { actions, input, modal, option, options, plain, select } from './blocks/samples.ts';
import { stage } from './stage.ts';
import { api } from './tiny-app.ts';

const here = stage();
const field = (type: string, more: Json = {}, block: Json = {}): Json =>
  input({ type, action_id: 'v', ...more }, { block_id: 'b', ...block });

// biome-ignore format: a table, one case a line
const impossible: [what: string, block: Json, value: unknown, why: RegExp][] = [
  ['more letters than the input takes', field('plain_text_input', { max_length: 3 }), 'four', /at most 3 characters, not 4/],
  ['two lines in one', field('plain_text_input'), 'a\nb', /takes one line/],
  ['a number as text', field('plain_text_input'), 7, /takes text/],
  ['letters as a number', field('number_input', { is_decimal_allowed: false }), 'seven', /takes a number/],
  ['a choice that is not shown', field('static_select', { options: options(2) }), 'o9', /no option o9; it shows o0, o1/],
  ['three of at most two', field('multi_static_select', { options: options(3), max_selected_items: 2 }), ['o0', 'o1', 'o2'], /at most 2 choices/],
  ['a day as people say it', field('datepicker'), 'tomorrow', /a date like 2026-12-03/],
  ['a time without minutes', field('timepicker'), '7', /a time like 15:30/],
  ['a moment in milliseconds', field('datetimepicker'), 1_796_220_000_000, /takes Unix seconds/],
  ['a person who is not there', field('users_select'), 'U0NOBODY', /knows nobody/],
  ['an archived channel', field('conversations_select'), SEED.archived, /does not show/],
  ['a private channel among the public', field('channels_select'), SEED.secret, /does not show/],
];

// biome-ignore format: a table, one case a line
const wanting: [what: string, block: Json, value: unknown, words: string][] = [
  ['nothing where something must be', field('plain_text_input'), null, 'Please complete this required field.'],
  ['nothing chosen', field('checkboxes', { options: options(2) }), [], 'Please complete this required field.'],
  ['too few letters', field('plain_text_input', { min_length: 5 }), 'four', 'Enter at least 5 characters'],
  ['no address', field('email_text_input'), 'ada', 'Enter a valid email address'],
  ['no URL', field('url_text_input'), 'a.example', 'Enter a valid URL'],
  ['half a person', field('number_input', { is_decimal_allowed: false }), '1.5', 'Enter a whole number'],
  ['too few', field('number_input', { is_decimal_allowed: true, min_value: '2' }), '1', 'Enter at least 2'],
];

describe('a person cannot', () => {
  it.each(impossible)('%s', async (_what, block, value, why) => {
    const view = await here.open(modal([block]));
    expect(() => here.ada.fill(view, { b: value })).toThrow(why);
  });
  it('fill what is not there', async () => {
    const view = await here.open(modal([field('plain_text_input')]));
    expect(() => here.ada.fill(view, { other: 'x' })).toThrow('nothing to fill in at other; there are: b');
  });
  it('fill the form of somebody else', async () => {
    const view = await here.open(modal([field('plain_text_input')]));
    expect(() => here.slack.person(SEED.ben).fill(view, { b: 'x' })).toThrow('does not see view');
  });
});

describe('Slack does not send', () => {
  it.each(wanting)('%s', async (_what, block, value, words) => {
    const view = await here.open(modal([block]));
    const asked = here.app.received.length;
    const outcome = await here.ada.submit(view, { b: value });
    expect(outcome).toMatchObject({ acknowledged: false, failure: 'invalid_input', errors: { b: words } });
    expect(here.app.received).toHaveLength(asked);
    expect(here.ada.view?.errors).toEqual({ b: words });
  });
});

describe('the state', () => {
  const menus = actions(select(), { type: 'datepicker', action_id: 'd' });
  const form = modal([
    field('plain_text_input', { initial_value: 'start' }),
    { ...menus, block_id: 'menus' },
    input(
      { type: 'timepicker', action_id: 't', timezone: 'Europe/Paris', initial_time: '15:00' },
      { block_id: 'time' },
    ),
    input({ type: 'checkboxes', action_id: 'c', options: options(2) }, { block_id: 'boxes', optional: true }),
    input({ type: 'conversations_select', action_id: 'w', response_url_enabled: true }, { block_id: 'where' }),
  ]);

  it('holds initial values, choices and empty inputs as Slack sends them', async () => {
    const view = await here.open(form);
    await here.ada.submit(view, { menus: { s: 'o1' }, where: SEED.webinars });
    const sent = here.last().view as { state: Json };
    expect(sent.state.values).toEqual({
      b: { v: { type: 'plain_text_input', value: 'start' } },
      menus: {
        s: { type: 'static_select', selected_option: option('o1') },
        d: { type: 'datepicker', selected_date: null },
      },
      time: { t: { type: 'timepicker', selected_time: '15:00', timezone: 'Europe/Paris' } },
      boxes: { c: { type: 'checkboxes', selected_options: [] } },
      where: { w: { type: 'conversations_select', selected_conversation: SEED.webinars } },
    });
    expect(here.last().response_urls).toMatchObject([{ block_id: 'where', channel_id: SEED.webinars }]);
  });

  it('survives an update under the same ids, and starts afresh under others', async () => {
    const view = await here.open(modal([field('plain_text_input', { initial_value: 'old' })]));
    here.ada.fill(view, { b: 'typed' });
    const updated = modal([
      field('plain_text_input', { initial_value: 'new' }),
      { ...field('plain_text_input', { initial_value: 'new' }), block_id: 'b2' },
    ]);
    await api(here.slack, 'views.update', { view_id: view.id, view: updated });
    expect(here.ada.view?.state.values).toMatchObject({ b: { v: { value: 'typed' } }, b2: { v: { value: 'new' } } });
  });

  it('a choice that tells the app at once travels with the whole form', async () => {
    const dispatching = { ...field('static_select', { options: options(2) }), dispatch_action: true };
    const view = await here.open(modal([dispatching, { ...field('plain_text_input'), block_id: 'silent' }]));
    await here.ada.press(view, 'v', { blockId: 'b', choice: 'o1' });
    expect(here.last()).toMatchObject({
      type: 'block_actions',
      actions: [{ type: 'static_select', block_id: 'b', selected_option: { value: 'o1' } }],
      view: { state: { values: { b: { v: { selected_option: { value: 'o1' } } } } } },
    });
    await expect(here.ada.press(view, 'v', { blockId: 'silent', choice: 'x' })).rejects.toThrow('fill it');
  });
});

describe('options while typing', () => {
  const search = (more: Json = {}): Json =>
    modal([field('external_select', { min_query_length: 2, ...more })], { private_metadata: 'm' });

  it('are asked for with the view and its metadata, from the second letter on', async () => {
    const view = await here.open(search());
    expect(await here.ada.options(view, 'v', 'a')).toMatchObject({ failure: 'query_too_short', options: [] });
    here.app.answer(() => ({ body: { option_groups: [{ label: plain('g'), options: options(2) }] } }));
    const offered = await here.ada.options(view, 'v', 'ab');
    expect(offered.options).toEqual(options(2));
    expect(here.last()).toMatchObject({
      type: 'block_suggestion',
      value: 'ab',
      action_id: 'v',
      view: { private_metadata: 'm' },
    });
    await here.ada.submit(view, { b: 'o1' });
    expect(here.last()).toMatchObject({ view: { state: { values: { b: { v: { selected_option: option('o1') } } } } } });
  });

  it('are refused over a hundred, and without their list', async () => {
    const view = await here.open(search());
    here.app.answer(() => ({ body: { options: options(101) } }));
    expect((await here.ada.options(view, 'v', 'ab')).failure).toMatch(/no more than 100 items allowed/);
    here.app.answer(() => ({ body: {} }));
    expect((await here.ada.options(view, 'v', 'ab')).failure).toMatch(/exactly one of: options, option_groups/);
  });
});
