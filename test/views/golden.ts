// What the bot says, kept beside the tests, and held against what Slack takes.

import type { HomeView } from '@slack/types';
import { expect } from 'vitest';
import { checkBlocks, checkView, MESSAGE_TEXT_BUDGET, viewTooLarge } from '../../sandbox/slack/blocks/check.ts';
import type { Message as SeenMessage, View } from '../../sandbox/slack/model.ts';
import { renderText } from '../../sandbox/slack/render.ts';
import { type Message, type Modal, weight } from '../../src/views/blocks.ts';

/** A form that asks for a file is shown only where the app may read it. */
export const FORM_SCOPES = new Set(['files:read']);

export type Surface = Message | Modal | HomeView;

const isView = (surface: Surface): surface is Modal | HomeView => 'type' in surface;

/** Keeps it in `goldens/<view>.<state>.json`, and checks that Slack takes it. */
export async function golden(view: string, state: string, shown: Surface | Record<string, Surface>): Promise<void> {
  const surfaces = 'blocks' in shown ? [shown as Surface] : Object.values(shown);
  for (const surface of surfaces) expect(refusals(surface)).toEqual([]);
  await expect(`${JSON.stringify(shown, null, 2)}\n`).toMatchFileSnapshot(`goldens/${view}.${state}.json`);
}

/** What Slack would say against it: nothing, for everything the bot says. */
export function refusals(surface: Surface): string[] {
  const { blocks } = surface;
  if (isView(surface)) {
    const found = checkView(surface, FORM_SCOPES).map(({ pointer, message }) => `${pointer}: ${message}`);
    return viewTooLarge(surface) ? [...found, 'view_too_large'] : found;
  }
  const found = checkBlocks(blocks).map(({ pointer, message }) => `${pointer}: ${message}`);
  const text = surface.text.trim() === '' || surface.text.length > 4_000 ? [`text of ${surface.text.length}`] : [];
  const heavy = weight(blocks) > 9_000 || weight(blocks) > MESSAGE_TEXT_BUDGET ? [`weight of ${weight(blocks)}`] : [];
  return [...found, ...text, ...heavy];
}

/** As a person in Paris reads it, without marks and on a very wide screen. */
export function read(surface: Surface): string {
  const seen: unknown = isView(surface)
    ? { ...surface, root_view_id: 'V1', state: { values: {} } }
    : { ...surface, files: [] };
  return renderText(seen as SeenMessage | View, { timeZone: 'Europe/Paris', width: 1_000 });
}

/** Every string in it that Slack reads as mrkdwn, the notification's text included. */
export function markup(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(markup);
  if (typeof part !== 'object' || part === null) return [];
  const { type, text } = part as { type?: string; text?: unknown };
  if (type === 'mrkdwn' && typeof text === 'string') return [text];
  const own = type === undefined && 'blocks' in part && typeof text === 'string' ? [text] : [];
  return [...own, ...Object.values(part).flatMap(markup)];
}

/** The person who asked, in every golden: the only one who may be named. */
export const ASKER = 'U0ASKER';

/**
 * Whether a text holds live `<…>` other than https links, dates, the channel in question, the asker, the operators, and the
 * one sentence of ours that calls whoever is there.
 */
export const isLive = (text: string): boolean =>
  /[<>]/.test(
    text.replace(
      /<(https:[^<>|]*|!date\^\d+\^[^<>|]*)\|[^<>]*>|<@U0ASKER>|<#C0WEBINARS>|<!subteam\^S0OPERATORS>|<!here> This session should have started/g,
      '',
    ),
  );
