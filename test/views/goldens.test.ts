// Everything the bot can say, as kept beside this file, is something Slack takes.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkBlocks, checkView } from '../../sandbox/slack/blocks/check.ts';
import { weight } from '../../src/views/blocks.ts';
import { FORM_SCOPES, isLive } from './golden.ts';

const folder = new URL('goldens/', import.meta.url);

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Part = { [key: string]: Json };

const isPart = (json: Json | undefined): json is Part =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

/** Messages and forms: whatever has blocks. A golden may hold one, or several in a list or by name. */
function surfaces(json: Json): Part[] {
  if (Array.isArray(json)) return json.flatMap(surfaces);
  if (!isPart(json)) return [];
  return Array.isArray(json.blocks) ? [json] : Object.values(json).flatMap(surfaces);
}

function parts(json: Json): Part[] {
  if (Array.isArray(json)) return json.flatMap(parts);
  return isPart(json) ? [json, ...Object.values(json).flatMap(parts)] : [];
}

const length = (json: Json | undefined): number =>
  isPart(json) && typeof json.text === 'string' ? json.text.length : 0;

const MAX: Record<string, number> = { header: 150, button: 75, section: 3_000, plain_text: 3_000, mrkdwn: 3_000 };

describe.each(readdirSync(folder).filter((name) => name.endsWith('.json')))('%s', (name) => {
  const golden = surfaces(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));

  test('is a message or a form, with no more blocks and words than Slack takes', () => {
    expect(golden.length).toBeGreaterThan(0);
    for (const surface of golden) {
      const modal = surface.type === 'modal' || surface.type === 'home';
      const blocks = surface.blocks as Json[];
      expect(blocks.length).toBeLessThanOrEqual(modal ? 100 : 50);
      if (modal) continue;
      expect(weight(blocks)).toBeLessThanOrEqual(9_000);
      expect(surface.text).toMatch(/\S/);
      expect(String(surface.text).length).toBeLessThanOrEqual(4_000);
    }
  });

  test('has each block id once', () => {
    for (const { blocks } of golden) {
      const ids = (blocks as Json[]).map((block) => isPart(block) && block.block_id).filter(Boolean);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  test('has no empty text and none that is too long', () => {
    for (const part of parts(golden)) {
      if (typeof part.text === 'string') expect(part.text).not.toBe('');
      const max = MAX[String(part.type)] ?? Number.POSITIVE_INFINITY;
      expect(typeof part.text === 'string' ? part.text.length : length(part.text)).toBeLessThanOrEqual(max);
    }
  });

  test('pages nobody and opens nothing but https and dates', () => {
    const live = parts(golden)
      .filter(({ type }) => type === 'mrkdwn')
      .map(({ text }) => String(text));
    for (const text of [...live, ...golden.map((surface) => String(surface.text ?? ''))]) {
      expect(isLive(text), text).toBe(false);
    }
  });

  test('passes the checks of a strict Slack', () => {
    for (const surface of golden)
      expect(surface.type ? checkView(surface, FORM_SCOPES) : checkBlocks(surface.blocks)).toEqual([]);
  });
});
