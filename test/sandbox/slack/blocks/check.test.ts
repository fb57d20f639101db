// What Slack refuses and what it takes: a table of bad blocks and a table of good ones.

import { describe, expect, it } from 'vitest';
import { blockTextLength, checkBlocks, checkView, viewTooLarge } from '../../../../sandbox/slack/blocks/check.ts';
import type { Json } from '../../../../sandbox/slack/model.ts';
import {
  actions,
  button,
  cell,
  chart,
  input,
  long,
  many,
  modal,
  mrkdwn,
  option,
  options,
  plain,
  rich,
  richSection,
  richWord,
  section,
  select,
  series,
} from './samples.ts';

const said = (problems: { pointer: string; message: string }[]): string[] =>
  problems.map(({ pointer, message }) => `${pointer} ${message}`);

type Bad = [why: string, blocks: Json[], problem: string];

const badMessages: Bad[] = [
  ['an unknown block', [{ type: 'sektion' }], '/blocks/0/type unsupported type: sektion'],
  ['51 blocks', many(51, () => ({ type: 'divider' })), '/blocks no more than 50 items allowed'],
  ['an unknown field', [{ type: 'divider', colour: 'red' }], '/blocks/0 invalid additional property: colour'],
  ['an empty text', [section('')], '/blocks/0/text/text must be more than 0 characters'],
  ['a section over 3,000', [section(long(3001))], '/blocks/0/text/text must be less than 3001 characters'],
  ['emoji counted as two units', [section('😀'.repeat(1501))], '/blocks/0/text/text must be less than 3001 characters'],
  ['a section of nothing', [{ type: 'section' }], '/blocks/0 must provide at least one of: text, fields'],
  [
    '11 fields',
    [{ type: 'section', fields: many(11, () => plain('f')) }],
    '/blocks/0/fields no more than 10 items allowed',
  ],
  [
    'a long field',
    [{ type: 'section', fields: [plain(long(2001))] }],
    '/blocks/0/fields/0/text must be less than 2001 characters',
  ],
  [
    'a header over 150',
    [{ type: 'header', text: plain(long(151)) }],
    '/blocks/0/text/text must be less than 151 characters',
  ],
  ['a header of mrkdwn', [{ type: 'header', text: mrkdwn('x') }], '/blocks/0/text/type unsupported type: mrkdwn'],
  ['a text that is a string', [{ type: 'section', text: 'x' }], '/blocks/0/text must be an object'],
  [
    'two blocks of one id',
    many(2, () => ({ type: 'divider', block_id: 'a' })),
    '/blocks/1/block_id block_id already exists: a',
  ],
  [
    'a long block_id',
    [{ type: 'divider', block_id: long(256) }],
    '/blocks/0/block_id must be less than 256 characters',
  ],
  [
    '11 context elements',
    [{ type: 'context', elements: many(11, () => plain('c')) }],
    '/blocks/0/elements no more than 10 items allowed',
  ],
  [
    'a button in a context',
    [{ type: 'context', elements: [button()] }],
    '/blocks/0/elements/0/type unsupported type: button',
  ],
  [
    '26 actions',
    [actions(...many(26, (i) => button({ action_id: `a${i}` })))],
    '/blocks/0/elements no more than 25 items allowed',
  ],
  ['no actions', [actions()], '/blocks/0/elements no fewer than 1 items allowed'],
  ['two actions of one id', [actions(button(), button())], '/blocks/0 action_id already exists: go'],
  [
    'a button without text',
    [actions({ type: 'button', action_id: 'a' })],
    '/blocks/0/elements/0 missing required field: text',
  ],
  [
    'a long button',
    [actions(button({ text: plain(long(76)) }))],
    '/blocks/0/elements/0/text/text must be less than 76 characters',
  ],
  [
    'a long value',
    [actions(button({ value: long(2001) }))],
    '/blocks/0/elements/0/value must be less than 2001 characters',
  ],
  [
    'an unknown style',
    [actions(button({ style: 'green' }))],
    '/blocks/0/elements/0/style must be one of: primary, danger',
  ],
  ['a script as an address', [actions(button({ url: 'javascript:alert(1)' }))], '/blocks/0/elements/0/url invalid url'],
  [
    'a long confirmation',
    [actions(button({ confirm: { text: plain(long(301)) } }))],
    '/blocks/0/elements/0/confirm/text/text must be less than 301 characters',
  ],
  [
    'a menu of nothing',
    [actions(select({ options: [] }))],
    '/blocks/0/elements/0/options no fewer than 1 items allowed',
  ],
  [
    '101 options',
    [actions(select({ options: options(101) }))],
    '/blocks/0/elements/0/options no more than 100 items allowed',
  ],
  [
    'options and groups',
    [actions(select({ option_groups: [{ label: plain('g'), options: options(1) }] }))],
    '/blocks/0/elements/0 must provide exactly one of: options, option_groups',
  ],
  [
    'a long option',
    [actions(select({ options: [option('a', long(76))] }))],
    '/blocks/0/elements/0/options/0/text/text must be less than 76 characters',
  ],
  [
    'a long option value',
    [actions(select({ options: [option(long(151), 'a')] }))],
    '/blocks/0/elements/0/options/0/value must be less than 151 characters',
  ],
  [
    'an initial option of elsewhere',
    [actions(select({ initial_option: option('zz') }))],
    '/blocks/0/elements/0 initial option zz is not one of the options',
  ],
  [
    '6 entries in an overflow',
    [actions({ type: 'overflow', action_id: 'o', options: options(6) })],
    '/blocks/0/elements/0/options no more than 5 items allowed',
  ],
  [
    '11 checkboxes',
    [actions({ type: 'checkboxes', action_id: 'c', options: options(11) })],
    '/blocks/0/elements/0/options no more than 10 items allowed',
  ],
  [
    'radio buttons of one value',
    [actions({ type: 'radio_buttons', action_id: 'r', options: [option('a'), option('a')] })],
    '/blocks/0/elements/0 option values must be unique',
  ],
  [
    'a day that is not',
    [actions({ type: 'datepicker', action_id: 'd', initial_date: '2026-02-30' })],
    '/blocks/0/elements/0/initial_date not a date',
  ],
  [
    'half past 24',
    [actions({ type: 'timepicker', action_id: 't', initial_time: '24:30' })],
    '/blocks/0/elements/0/initial_time must match pattern ^(?:[01]\\d|2[0-3]):[0-5]\\d$',
  ],
  [
    'a zone that is not',
    [actions({ type: 'timepicker', action_id: 't', timezone: 'Paris' })],
    '/blocks/0/elements/0/timezone unknown timezone Paris',
  ],
  [
    'milliseconds',
    [actions({ type: 'datetimepicker', action_id: 'd', initial_date_time: 1_796_220_000_000 })],
    '/blocks/0/elements/0/initial_date_time must be between 1000000000 and 9999999999',
  ],
  [
    'an image without words',
    [{ type: 'image', image_url: 'https://a.example/x.png' }],
    '/blocks/0 missing required field: alt_text',
  ],
  [
    'an image of two sources',
    [{ type: 'image', alt_text: 'a', image_url: 'https://a.example', slack_file: { id: 'F1' } }],
    '/blocks/0 must provide exactly one of: image_url, slack_file',
  ],
  ['a raw tag', [section('a <b>bold</b> word')], '/blocks/0/text/text malformed control sequence: <b>'],
  ['a lonely angle', [section('1 < 2')], '/blocks/0/text/text malformed control sequence: < 2'],
  [
    'a date without a fallback',
    [section('<!date^1796220000^{date}>')],
    '/blocks/0/text/text malformed control sequence: <!date^1796220000^{date}>',
  ],
  [
    'an input in a message',
    [input({ type: 'plain_text_input', action_id: 'p' })],
    '/blocks/0/type block input is not allowed in a message',
  ],
  [
    'an alert in a message',
    [{ type: 'alert', text: plain('x') }],
    '/blocks/0/type block alert is not allowed in a message',
  ],
  ['a file block', [{ type: 'file', external_id: 'x', source: 'remote' }], '/blocks/0/type unsupported type: file'],
  [
    'a video without its scope',
    [
      {
        type: 'video',
        video_url: 'https://v.example/1',
        thumbnail_url: 'https://v.example/1.png',
        alt_text: 'v',
        title: plain('v'),
      },
    ],
    '/blocks/0 video needs the scope links.embed:write',
  ],
  ['rich text of bare words', [rich(richWord('x'))], '/blocks/0/elements/0/type unsupported type: text'],
  [
    'an empty rich word',
    [rich(richSection(richWord('')))],
    '/blocks/0/elements/0/elements/0/text must be more than 0 characters',
  ],
  [
    'a rich link to a script',
    [rich(richSection({ type: 'link', url: 'javascript:1' }))],
    '/blocks/0/elements/0/elements/0/url invalid url',
  ],
  [
    'a list without style',
    [rich({ type: 'rich_text_list', elements: [richSection(richWord('x'))] })],
    '/blocks/0/elements/0 missing required field: style',
  ],
  [
    'a quote in a list',
    [rich({ type: 'rich_text_list', style: 'bullet', elements: [{ type: 'rich_text_quote', elements: [] }] })],
    '/blocks/0/elements/0/elements/0/type unsupported type: rich_text_quote',
  ],
  [
    'an unknown date token',
    [rich(richSection({ type: 'date', timestamp: 1, format: '{year}', fallback: 'x' }))],
    '/blocks/0/elements/0/elements/0/format unknown date token {year}',
  ],
  [
    'a coloured word',
    [rich(richSection({ ...richWord('x'), style: { color: true } }))],
    '/blocks/0/elements/0/elements/0/style invalid additional property: color',
  ],
  [
    'two tables',
    many(2, () => ({ type: 'table', rows: [[cell('a')]] })),
    '/blocks/1 only one table is allowed in a message',
  ],
  ['an empty cell', [{ type: 'table', rows: [[cell('')]] }], '/blocks/0/rows/0/0/text must be more than 0 characters'],
  [
    '21 columns',
    [{ type: 'table', rows: [many(21, () => cell('a'))] }],
    '/blocks/0/rows/0 no more than 20 items allowed',
  ],
  [
    '101 rows',
    [{ type: 'table', rows: many(101, () => [cell('a')]) }],
    '/blocks/0/rows no more than 100 items allowed',
  ],
  [
    'a heavy table',
    [{ type: 'table', rows: many(11, () => [cell(long(1000))]) }],
    '/blocks/0 tables of one message hold no more than 10000 characters',
  ],
  [
    'a data table of one row',
    [{ type: 'data_table', caption: 'c', rows: [[cell('a')]] }],
    '/blocks/0/rows no fewer than 2 items allowed',
  ],
  [
    'a ragged data table',
    [{ type: 'data_table', caption: 'c', rows: [[cell('a')], [cell('b'), cell('c')]] }],
    '/blocks/0/rows all rows must have the same number of cells',
  ],
  [
    'a rich header',
    [{ type: 'data_table', caption: 'c', rows: [[rich(richSection(richWord('a')))], [cell('b')]] }],
    '/blocks/0/rows/0/0/type unsupported type: rich_text',
  ],
  [
    'a data table without caption',
    [{ type: 'data_table', rows: [[cell('a')], [cell('b')]] }],
    '/blocks/0 missing required field: caption',
  ],
  [
    'three charts',
    many(3, () => chart([series('a', ['x'])], ['x'])),
    '/blocks/2 no more than 2 charts are allowed in a message',
  ],
  [
    'a missing category',
    [chart([series('a', ['x'])], ['x', 'y'])],
    '/blocks/0/chart/series/0 every category must have one value',
  ],
  [
    'two series of one name',
    [chart([series('a', ['x']), series('a', ['x'])], ['x'])],
    '/blocks/0/chart series names must be unique',
  ],
  [
    'an empty slice',
    [{ type: 'data_visualization', title: 't', chart: { type: 'pie', segments: [{ label: 'a', value: 0 }] } }],
    '/blocks/0/chart/segments/0/value must be between 5e-324 and 1.7976931348623157e+308',
  ],
  [
    'much markdown',
    many(2, () => ({ type: 'markdown', text: long(7000) })),
    '/blocks/1 markdown blocks of one payload hold no more than 12000 characters',
  ],
  [
    '6 icon buttons',
    [
      {
        type: 'context_actions',
        elements: many(6, (i) => ({ type: 'icon_button', action_id: `i${i}`, icon: 'trash', text: plain('x') })),
      },
    ],
    '/blocks/0/elements no more than 5 items allowed',
  ],
  ['a card of nothing', [{ type: 'card' }], '/blocks/0 must provide at least one of: hero_image, title, actions, body'],
  [
    '11 blocks in a container',
    [{ type: 'container', title: plain('c'), child_blocks: many(11, () => ({ type: 'divider' })) }],
    '/blocks/0/child_blocks no more than 10 items allowed',
  ],
  [
    'a container in a container',
    [{ type: 'container', title: plain('c'), child_blocks: [{ type: 'container' }] }],
    '/blocks/0/child_blocks/0/type unsupported type: container',
  ],
];

const badViews: [why: string, view: Json, problem: string][] = [
  ['a long title', modal([], { title: plain(long(25)) }), '/view/title/text must be less than 25 characters'],
  ['a title of mrkdwn', modal([], { title: mrkdwn('x') }), '/view/title/type unsupported type: mrkdwn'],
  ['no title', { type: 'modal', blocks: [] }, '/view missing required field: title'],
  ['a long submit', modal([], { submit: plain(long(25)) }), '/view/submit/text must be less than 25 characters'],
  [
    'heavy private_metadata',
    modal([], { private_metadata: long(3001) }),
    '/view/private_metadata must be less than 3001 characters',
  ],
  ['a long callback_id', modal([], { callback_id: long(256) }), '/view/callback_id must be less than 256 characters'],
  [
    'an input without submit',
    { type: 'modal', title: plain('t'), blocks: [input({ type: 'plain_text_input' })] },
    '/view missing required field: submit (the view has inputs)',
  ],
  ['101 blocks', modal(many(101, () => ({ type: 'divider' }))), '/view/blocks no more than 100 items allowed'],
  [
    'a table',
    modal([{ type: 'table', rows: [[cell('a')]] }]),
    '/view/blocks/0/type block table is not allowed in a modal',
  ],
  [
    'an alert on Home',
    { type: 'home', blocks: [{ type: 'alert', text: plain('x') }] },
    '/view/blocks/0/type block alert is not allowed in a home',
  ],
  [
    'a long alert',
    modal([{ type: 'alert', text: plain(long(201)) }]),
    '/view/blocks/0/text/text must be less than 201 characters',
  ],
  ['a button as an input', modal([input(button())]), '/view/blocks/0/element/type unsupported type: button'],
  [
    'max_length over 3,000',
    modal([input({ type: 'plain_text_input', max_length: 3001 })]),
    '/view/blocks/0/element/max_length must be between 1 and 3000',
  ],
  [
    'an initial value too long',
    modal([input({ type: 'plain_text_input', max_length: 2, initial_value: 'abc' })]),
    '/view/blocks/0/element initial_value is over max_length',
  ],
  [
    'a number without its kind',
    modal([input({ type: 'number_input' })]),
    '/view/blocks/0/element missing required field: is_decimal_allowed',
  ],
  [
    'a number as a number',
    modal([input({ type: 'number_input', is_decimal_allowed: false, min_value: 1 })]),
    '/view/blocks/0/element/min_value must be a string',
  ],
  [
    'two focuses',
    modal(many(2, () => input({ type: 'plain_text_input', focus_on_load: true }))),
    '/view/blocks/1/element/focus_on_load only one element may have focus_on_load',
  ],
  [
    'files without their scope',
    modal([input({ type: 'file_input' })]),
    '/view/blocks/0/element file_input needs the scope files:read',
  ],
  [
    'a long placeholder',
    modal([input({ type: 'plain_text_input', placeholder: plain(long(151)) })]),
    '/view/blocks/0/element/placeholder/text must be less than 151 characters',
  ],
  ['a title on Home', { type: 'home', title: plain('t'), blocks: [] }, '/view invalid additional property: title'],
];

const goodMessages: [what: string, blocks: Json[]][] = [
  ['nothing', []],
  ['50 dividers', many(50, () => ({ type: 'divider' }))],
  ['texts at their limits', [section(long(3000)), { type: 'header', text: plain(long(150)) }]],
  [
    'every control sequence',
    [
      section(
        '<@U0000000ADA> <#C00WEBINARS|webinars> <!here> <!subteam^S0OPERATORS> <!date^1796220000^{date} {time}|Dec 2> <https://a.example/?a=b|A & B> <mailto:a@b.example>',
      ),
    ],
  ],
  ['escaped words and a quote', [section('> 1 &lt; 2 &amp; 3 &gt; 2')]],
  ['angles in plain text', [{ type: 'section', text: plain('1 < 2 <b>') }]],
  [
    'fields and an accessory',
    [{ type: 'section', fields: [mrkdwn('*a*'), plain('b')], accessory: button({ url: 'https://a.example' }) }],
  ],
  ['a menu with its initial option', [actions(select({ initial_option: option('o1') }))]],
  ['one action_id in two blocks', [actions(button()), actions(button())]],
  [
    'checkboxes with mrkdwn',
    [
      actions({
        type: 'checkboxes',
        action_id: 'c',
        options: [{ text: mrkdwn('*a*'), value: 'a', description: mrkdwn('_b_') }],
      }),
    ],
  ],
  [
    'a context of image and words',
    [
      {
        type: 'context',
        elements: [{ type: 'image', image_url: 'https://a.example/i.png', alt_text: 'i' }, mrkdwn('x')],
      },
    ],
  ],
  [
    'rich text of every kind',
    [
      rich(
        richSection(
          richWord('a'),
          { type: 'link', url: 'https://a.example', text: 'b', style: { bold: true } },
          { type: 'user', user_id: 'U0000000ADA' },
          { type: 'emoji', name: 'tada' },
          { type: 'date', timestamp: 1, format: '{date_short_pretty} at {time}', fallback: 'x' },
        ),
        { type: 'rich_text_quote', elements: [richWord('<!channel>')], border: 1 },
        { type: 'rich_text_list', style: 'ordered', indent: 1, elements: [richSection(richWord('x'))] },
        { type: 'rich_text_preformatted', elements: [richWord('code')] },
      ),
    ],
  ],
  [
    'a table with numbers',
    [
      {
        type: 'table',
        column_settings: [{ align: 'right' }],
        rows: [[cell('a'), { type: 'raw_number', value: 1, text: '1' }]],
      },
    ],
  ],
  [
    'a data table of 201 rows',
    [{ type: 'data_table', caption: 'c', page_size: 10, rows: many(201, () => [cell('a')]) }],
  ],
  [
    'two charts',
    [
      chart([series('a', ['x', 'y']), series('b', ['y', 'x'])], ['x', 'y']),
      { type: 'data_visualization', title: 'p', chart: { type: 'pie', segments: [{ label: 'a', value: 1 }] } },
    ],
  ],
  ['12,000 of markdown', [{ type: 'markdown', text: long(12_000) }]],
  [
    'a card, a carousel, a container',
    [
      { type: 'card', title: mrkdwn('t') },
      { type: 'carousel', elements: [{ type: 'card', body: mrkdwn('b') }] },
      { type: 'container', title: plain('c'), child_blocks: [section('x')] },
    ],
  ],
  [
    'feedback',
    [
      {
        type: 'context_actions',
        elements: [
          {
            type: 'feedback_buttons',
            action_id: 'f',
            positive_button: { text: plain('Good'), value: 'g' },
            negative_button: { text: plain('Bad'), value: 'b' },
          },
        ],
      },
    ],
  ],
  [
    'a plan',
    [{ type: 'plan', title: 'p', tasks: [{ type: 'task_card', task_id: '1', title: 't', status: 'complete' }] }],
  ],
];

const TYPED = ['plain_text_input', 'email_text_input', 'url_text_input', 'datepicker', 'timepicker', 'datetimepicker'];
const PICKED = ['users_select', 'conversations_select', 'channels_select', 'external_select', 'multi_users_select'];

const goodViews: [what: string, view: Json][] = [
  ['100 blocks', modal(many(100, () => ({ type: 'divider' })))],
  [
    'every input',
    modal([...TYPED, ...PICKED].map((type) => input({ type, action_id: 'v' }, { block_id: type, hint: plain('h') }))),
  ],
  ['an alert', modal([{ type: 'alert', level: 'warning', text: plain('x') }])],
  ['a loading view without submit', { type: 'modal', title: plain('t'), blocks: [section('Loading…')] }],
  [
    'a Home tab with an input',
    { type: 'home', blocks: [input({ type: 'plain_text_input' }, { dispatch_action: true })] },
  ],
  [
    'a number',
    modal([input({ type: 'number_input', is_decimal_allowed: true, min_value: '0', initial_value: '1.5' })]),
  ],
];

describe('blocks of a message', () => {
  it.each(badMessages)('%s: refused', (_why, blocks, problem) => {
    expect(said(checkBlocks(blocks))).toContain(problem);
  });
  it.each(goodMessages)('%s: taken', (_what, blocks) => {
    expect(said(checkBlocks(blocks))).toEqual([]);
  });
  it('a bad block is one problem, not a cascade', () => {
    expect(said(checkBlocks([section('ok'), section('')]))).toEqual([
      '/blocks/1/text/text must be more than 0 characters',
    ]);
  });
  it('scopes open what they guard', () => {
    const fileForm = modal([input({ type: 'file_input', max_files: 1 })]);
    expect(said(checkView(fileForm, new Set(['files:read'])))).toEqual([]);
  });
});

describe('views', () => {
  it.each(badViews)('%s: refused', (_why, view, problem) => {
    expect(said(checkView(view))).toContain(problem);
  });
  it.each(goodViews)('%s: taken', (_what, view) => {
    expect(said(checkView(view))).toEqual([]);
  });
  it('a view over 250 kB is too large, though each block is within its limits', () => {
    const heavy = modal(many(100, () => section(long(2900))));
    expect(said(checkView(heavy))).toEqual([]);
    expect(viewTooLarge(heavy)).toBe(true);
  });
});

describe('the text of blocks', () => {
  it('counts what is read, not what a menu or a table holds', () => {
    const menu = actions(select());
    const table = { type: 'table', rows: [[cell('12345')]] };
    expect(blockTextLength([section('12345'), rich(richSection(richWord('123'))), menu, table])).toBe(8);
  });
});
