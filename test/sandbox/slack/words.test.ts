// Whom words ping and which links they make live.

import { describe, expect, it } from 'vitest';
import type { Block, Json } from '../../../sandbox/slack/model.ts';
import { pieces } from '../../../sandbox/slack/mrkdwn.ts';
import { liveLinks, pingsIn } from '../../../sandbox/slack/words.ts';
import { SEED } from '../../../sandbox/slack/workspace.ts';
import { cell, mrkdwn, plain, rich, richSection, richWord, section } from './blocks/samples.ts';
import { stage } from './stage.ts';
import { api } from './tiny-app.ts';

const of = (text: string, ...blocks: Json[]) => ({ text, blocks: blocks as Block[] });
const quote = (...elements: Json[]): Json => rich({ type: 'rich_text_quote', elements });

// biome-ignore format: a table, one case a line
const pings: [what: string, message: ReturnType<typeof of>, pings: string[]][] = [
  ['top-level text', of('<!channel> and <@U0000000ADA|ada>'), ['<!channel>', '<@U0000000ADA>']],
  ['mrkdwn in a section', of('', section('<!here>')), ['<!here>']],
  ['mrkdwn in a field', of('', { type: 'section', fields: [mrkdwn('<!everyone>')] }), ['<!everyone>']],
  ['a group in a context', of('', { type: 'context', elements: [mrkdwn('<!subteam^S0OPERATORS>')] }), ['<!subteam^S0OPERATORS>']],
  ['a markdown block', of('', { type: 'markdown', text: 'Hey <!channel>' }), ['<!channel>']],
  ['a rich broadcast', of('', rich(richSection({ type: 'broadcast', range: 'channel' }))), ['<!channel>']],
  ['a rich mention in a cell', of('', { type: 'table', rows: [[rich(richSection({ type: 'user', user_id: 'U0000000BEN' }))]] }), ['<@U0000000BEN>']],
  ['escaped words: none', of('&lt;!channel&gt;', section('&lt;@U0000000ADA&gt;')), []],
  ['plain text: none', of('', { type: 'section', text: plain('<!channel>') }), []],
  ['a rich quote: none', of('', quote(richWord('<!channel> @here'))), []],
  ['a raw cell: none', of('', { type: 'table', rows: [[cell('<!channel>')]] }), []],
];

// biome-ignore format: a table, one case a line
const links: [what: string, message: ReturnType<typeof of>, links: string[]][] = [
  ['a labelled link', of('', section('<https://a.example/?x=1&amp;y=2|Room>')), ['https://a.example/?x=1&y=2']],
  ['a bare address in mrkdwn', of('', section('see https://evil.example/x now')), ['https://evil.example/x']],
  ['a bare address, verbatim: none', of('', { type: 'section', text: { ...mrkdwn('https://evil.example'), verbatim: true } }), []],
  ['top-level text without blocks', of('see https://a.example'), ['https://a.example']],
  ['top-level text behind blocks: none', of('see https://a.example', section('x')), []],
  ['a markdown link', of('', { type: 'markdown', text: '[Approve](https://evil.example)' }), ['https://evil.example']],
  ['a rich link', of('', rich(richSection({ type: 'link', url: 'https://a.example' }))), ['https://a.example']],
  ['a rich word: none', of('', quote(richWord('https://evil.example'))), []],
  ['a linked date', of('', section('<!date^1^{date}^https://a.example|x>')), ['https://a.example']],
];

describe('pings', () => {
  it.each(pings)('%s', (_what, message, expected) => {
    expect(pingsIn(message)).toEqual(expected);
  });
});

describe('live links', () => {
  it.each(links)('%s', (_what, message, expected) => {
    expect(liveLinks(message)).toEqual(expected);
  });
});

describe('control sequences', () => {
  it.each(['<https://a.example|a>', '<tel:+331>', '<slack://open>', '<#C00WEBINARS>', '<!everyone>'])(
    '%s is known',
    (text) => {
      expect(pieces(text).bad).toBeUndefined();
    },
  );
  it.each(['<div>', '<!all>', '<@ada>', '<https://|x>', '<javascript:1|x>', 'a < b', '<!date^x^{date}|x>'])(
    '%s is not',
    (text) => {
      expect(pieces(text).bad).toBeDefined();
    },
  );
});

describe('the server', () => {
  const here = stage();
  it('keeps every ping that was posted, edited in or whispered', async () => {
    const to = { channel: SEED.webinars };
    const { ts } = await api(here.slack, 'chat.postMessage', { ...to, text: 'quiet' });
    expect(here.slack.pings).toEqual([]);
    await api(here.slack, 'chat.update', { ...to, ts, text: 'loud <!here>' });
    await api(here.slack, 'chat.postEphemeral', { ...to, user: SEED.ada, text: 'psst <@U0000000BEN>' });
    expect(here.slack.pings).toEqual([
      { channel: SEED.webinars, text: '<!here>' },
      { channel: SEED.webinars, text: '<@U0000000BEN>' },
    ]);
  });
});
