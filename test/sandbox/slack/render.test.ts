// What a person sees in a terminal: messages and forms as plain text.

import { expect, it } from 'vitest';
import {
  actions,
  button,
  input,
  modal,
  mrkdwn,
  option,
  plain,
  rich,
  richSection,
  richWord,
  section,
} from './blocks/samples.ts';
import { lines, message } from './render/samples.ts';
import { stage } from './stage.ts';

const AT = 1_796_220_000; // 2 December 2026, 14:00 UTC

it('words: marks fall away, names and labels appear, entities are read', () => {
  expect(
    lines(
      message('*Demo* by <@U0000000ADA> in <#C00WEBINARS> &lt;3 <https://a.example|Room> :tada: snake_case_name 2*3*4'),
    ),
  ).toEqual(['Demo by @Ada Laurent in #webinars <3 Room (https://a.example) 🎉', 'snake_case_name 2*3*4']);
});

it('a quote of mrkdwn stands behind a bar, however it was written', () => {
  expect(lines(message('Asked:\n&gt; Is it *recorded*?\n> Yes'))).toEqual(['Asked:', '▎ Is it recorded?', '▎ Yes']);
});

it('dates are in the reader’s zone, near ones by name', () => {
  const date = message(`<!date^${AT}^{date_long_pretty} at {time}|x> <!date^${AT}^{ago}|x>`);
  expect(lines(date, { timeZone: 'Asia/Tokyo' })[0]).toBe(
    'Wednesday, December 2nd, 2026 at 11:00 PM December 2nd, 2026',
  );
  expect(lines(date, { timeZone: 'America/New_York', now: (AT - 7200) * 1000 })[0]).toBe('today at 9:00 AM in 2 hours');
  expect(lines(date, { timeZone: 'UTC', now: (AT - 86_400) * 1000 })[0]).toBe('tomorrow at 2:00 PM in 24 hours');
});

it('a message with blocks shows them, not its fallback text', () => {
  expect(
    lines(
      message(
        'fallback',
        { type: 'header', text: plain('Digest') },
        { type: 'context', elements: [mrkdwn('Ended'), plain('87 came')] },
        { type: 'section', fields: [mrkdwn('*Registrants*\n120'), mrkdwn('*Attendees*\n87')] },
        { ...section('Room'), accessory: button({ text: plain('Open'), url: 'https://a.example' }) },
        { type: 'divider' },
        actions(button({ text: plain('Create') }), button({ text: plain('Cancel all') }), {
          type: 'overflow',
          options: [],
        }),
      ),
      { width: 30 },
    ),
  ).toEqual([
    'Digest',
    '══════',
    'Ended  87 came',
    '',
    'Registrants     Attendees',
    '120             87',
    '',
    'Room                  [Open ↗]',
    '',
    '──────────────────────────────',
    '',
    '[Create] [Cancel all] [⋯]',
  ]);
});

it('rich text keeps quotes, lists and code, and never reads its words', () => {
  const text = rich(
    richSection({ ...richWord('Asked'), style: { bold: true } }),
    { type: 'rich_text_quote', elements: [richWord('*Is* <!channel> here?')] },
    {
      type: 'rich_text_list',
      style: 'ordered',
      elements: [richSection(richWord('one')), richSection(richWord('two words'))],
    },
    {
      type: 'rich_text_list',
      style: 'bullet',
      indent: 1,
      elements: [richSection({ type: 'emoji', name: 'x', unicode: '1f44b' })],
    },
    { type: 'rich_text_preformatted', elements: [richWord('a\n b')] },
  );
  expect(lines(message('', text), { width: 8 })).toEqual([
    'Asked',
    '▎ *Is*',
    '▎ <!channel>',
    '▎ here?',
    '1. one',
    '2. two',
    '   words',
    '  • 👋',
    '    a',
    '     b',
  ]);
});

const here = stage();

it('a form shows labels, values, hints, errors, choices and its buttons', async () => {
  const kinds = [
    option('draft', 'Draft'),
    { ...option('open', 'Published'), description: plain('People can register') },
  ];
  const view = await here.open(
    modal(
      [
        { type: 'alert', level: 'warning', text: plain('12 calls left') },
        input(
          { type: 'plain_text_input', action_id: 'v' },
          { block_id: 'title', label: plain('Title'), hint: plain('What people read') },
        ),
        input(
          { type: 'plain_text_input', action_id: 'v', multiline: true, placeholder: plain('Say more') },
          { block_id: 'more', label: plain('More'), optional: true },
        ),
        input(
          { type: 'datetimepicker', action_id: 'v', initial_date_time: AT },
          { block_id: 'starts', label: plain('Starts') },
        ),
        input(
          { type: 'radio_buttons', action_id: 'v', options: kinds, initial_option: kinds[0] },
          { block_id: 'kind', label: plain('Kind') },
        ),
        input({ type: 'multi_users_select', action_id: 'v' }, { block_id: 'who', label: plain('Who') }),
      ],
      { title: plain('Create a webinar'), submit: plain('Create'), close: plain('Cancel') },
    ),
  );
  here.ada.fill(view, { title: 'Démo day', kind: 'open' });
  await here.ada.submit(view);
  here.ada.fill(view, { who: ['U0000000ADA', 'U0000000BEN'] });
  here.app.answer(() => ({ body: { response_action: 'errors', errors: { title: 'Choose another title' } } }));
  await here.ada.submit(view);
  expect(here.slack.render(here.ada.view ?? view, { timeZone: 'Europe/Paris', width: 50 }).split('\n')).toEqual([
    '╭─ Create a webinar ──────────────────────────────',
    '│ ⚠ 12 calls left',
    '│',
    '│ Title',
    '│   ┃ Démo day',
    '│   ✖ Choose another title',
    '│   What people read',
    '│',
    '│ More (optional)',
    '│   ┃ Say more',
    '│',
    '│ Starts',
    '│   [Dec 2, 2026 at 3:00 PM (Europe/Paris) ▾]',
    '│',
    '│ Kind',
    '│   ( ) Draft',
    '│   (•) Published',
    '│       People can register',
    '│',
    '│ Who',
    '│   [@Ada Laurent, @Ben Ortiz ▾]',
    '│',
    '│                                [Cancel] [Create]',
    '╰─────────────────────────────────────────────────',
  ]);
});

it('marks become escape codes where a terminal understands them', () => {
  expect(lines(message('*Demo* and `code`'), { ansi: true })).toEqual([
    '\u001b[1mDemo\u001b[0m and \u001b[36mcode\u001b[0m',
  ]);
});
