// What Slack takes, at the edge of what it takes.

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
  plain,
  rich,
  richSection,
  richWord,
  section,
  select,
  series,
} from './samples.ts';

// biome-ignore format: a table, one case a line
export const goodMessages: [what: string, blocks: Json[]][] = [
  ['nothing', []],
  ['50 dividers', many(50, () => ({ type: 'divider' }))],
  ['texts at their limits', [section(long(3000)), { type: 'header', text: plain(long(150)) }]],
  ['every control sequence', [section('<@U0000000ADA> <#C00WEBINARS|webinars> <!here> <!subteam^S0OPERATORS> <!date^1796220000^{date} {time}|Dec 2> <https://a.example/?a=b|A & B> <mailto:a@b.example>')],],
  ['escaped words and a quote', [section('> 1 &lt; 2 &amp; 3 &gt; 2')]],
  ['angles in plain text', [{ type: 'section', text: plain('1 < 2 <b>') }]],
  ['fields and an accessory', [{ type: 'section', fields: [mrkdwn('*a*'), plain('b')], accessory: button({ url: 'https://a.example' }) }],],
  ['a menu with its initial option', [actions(select({ initial_option: option('o1') }))]],
  ['one action_id in two blocks', [actions(button()), actions(button())]],
  ['checkboxes with mrkdwn', [actions({ type: 'checkboxes', action_id: 'c', options: [{ text: mrkdwn('*a*'), value: 'a', description: mrkdwn('_b_') }]})],],
  ['a context of image and words', [{ type: 'context', elements: [{ type: 'image', image_url: 'https://a.example/i.png', alt_text: 'i' }, mrkdwn('x')]}],],
  ['rich text of every kind', [rich(richSection(richWord('a'), { type: 'link', url: 'https://a.example', text: 'b', style: { bold: true } }, { type: 'user', user_id: 'U0000000ADA' }, { type: 'emoji', name: 'tada' }, { type: 'date', timestamp: 1, format: '{date_short_pretty} at {time}', fallback: 'x' }), { type: 'rich_text_quote', elements: [richWord('<!channel>')], border: 1 }, { type: 'rich_text_list', style: 'ordered', indent: 1, elements: [richSection(richWord('x'))] }, { type: 'rich_text_preformatted', elements: [richWord('code')] })],],
  ['a table with numbers', [{ type: 'table', column_settings: [{ align: 'right' }], rows: [[cell('a'), { type: 'raw_number', value: 1, text: '1' }]]}],],
  ['a data table of 201 rows', [{ type: 'data_table', caption: 'c', page_size: 10, rows: many(201, () => [cell('a')]) }],],
  ['two charts', [chart([series('a', ['x', 'y']), series('b', ['y', 'x'])], ['x', 'y']), { type: 'data_visualization', title: 'p', chart: { type: 'pie', segments: [{ label: 'a', value: 1 }] } }],],
  ['12,000 of markdown', [{ type: 'markdown', text: long(12_000) }]],
  ['a card, a carousel, a container', [{ type: 'card', title: mrkdwn('t') }, { type: 'carousel', elements: [{ type: 'card', body: mrkdwn('b') }] }, { type: 'container', title: plain('c'), child_blocks: [section('x')] }],],
  ['feedback', [{ type: 'context_actions', elements: [{ type: 'feedback_buttons', action_id: 'f', positive_button: { text: plain('Good'), value: 'g' }, negative_button: { text: plain('Bad'), value: 'b' }}]}],],
  ['a plan', [{ type: 'plan', title: 'p', tasks: [{ type: 'task_card', task_id: '1', title: 't', status: 'complete' }] }],],
];

const TYPED = ['plain_text_input', 'email_text_input', 'url_text_input', 'datepicker', 'timepicker', 'datetimepicker'];
const PICKED = ['users_select', 'conversations_select', 'channels_select', 'external_select', 'multi_users_select'];

// biome-ignore format: a table, one case a line
export const goodViews: [what: string, view: Json][] = [
  ['100 blocks', modal(many(100, () => ({ type: 'divider' })))],
  ['every input', modal([...TYPED, ...PICKED].map((type) => input({ type, action_id: 'v' }, { block_id: type, hint: plain('h') }))),],
  ['an alert', modal([{ type: 'alert', level: 'warning', text: plain('x') }])],
  ['a loading view without submit', { type: 'modal', title: plain('t'), blocks: [section('Loading…')] }],
  ['a Home tab with an input', { type: 'home', blocks: [input({ type: 'plain_text_input' }, { dispatch_action: true })] },],
  ['a number', modal([input({ type: 'number_input', is_decimal_allowed: true, min_value: '0', initial_value: '1.5' })]),],
];
