// The manifests that `npm run manifest` prints: what Slack's manifest schema (2.0.0) wants of the parts we use.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { manifest, type Wanted } from '../../scripts/manifest/manifest.ts';
import { shortcuts } from '../../src/commands/registry.ts';
import { steps } from '../../src/commands/steps.ts';

const source = readFileSync('manifest.yml', 'utf8');
const URL = 'https://hooks.example.com/bot/slack/events';

const variants: [string, Wanted][] = [
  ['HTTP', { url: 'https://hooks.example.com/bot/' }],
  ['HTTP with steps', { url: 'https://hooks.example.com/bot', steps: true, command: '/tour' }],
  ['Socket Mode', { socket: true }],
  ['Socket Mode with steps', { socket: true, steps: true }],
];

interface Field {
  type: string;
  title: string;
  description: string;
}

interface Parameters {
  properties: Record<string, Field>;
  required: string[];
}

interface Made {
  title: string;
  description: string;
  input_parameters: Parameters;
  output_parameters: Parameters;
}

describe.each(variants)('for %s', (_name, wanted) => {
  const text = manifest(source, wanted);
  const made = parse(text);
  const { display_information: display, features, oauth_config: oauth, settings } = made;

  test('the names and descriptions are there and no longer than Slack takes', () => {
    expect(made._metadata.major_version).toBe(2);
    expect(display.name).toMatch(/^.{1,35}$/);
    expect(display.description).toMatch(/^.{1,140}$/);
    expect(display.background_color).toMatch(/^#[0-9a-f]{6}$/);
    expect(features.bot_user.display_name).toMatch(/^[\w.-]{1,80}$/);
    const [command] = features.slash_commands;
    expect(command).toMatchObject({ command: wanted.command ?? '/webinar', should_escape: true });
    expect(command.description).toMatch(/^.{1,2000}$/);
    expect(command.usage_hint).toMatch(/^.{1,1000}$/);
  });

  test('every shortcut has its listener, and a name that fits into the menu', () => {
    expect(features.shortcuts.map(({ callback_id }: { callback_id: string }) => callback_id)).toEqual(
      Object.keys(shortcuts),
    );
    for (const { name, type, description } of features.shortcuts) {
      expect(name).toMatch(/^.{1,24}$/);
      expect(['message', 'global']).toContain(type);
      expect(description).toMatch(/^.{1,150}$/);
    }
  });

  test('every scope but the two it cannot do without is optional, and has its reason beside it', () => {
    const { bot, bot_optional: optional } = oauth.scopes;
    expect(new Set(bot).size).toBe(bot.length);
    expect(bot.filter((scope: string) => !optional.includes(scope))).toEqual(['commands', 'chat:write']);
    expect(optional.filter((scope: string) => !bot.includes(scope))).toEqual([]);
    const lines = text.split('\n');
    const first = lines.findIndex((line) => line.trim() === 'bot:');
    for (const scope of bot) {
      const at = lines.findIndex((line, index) => index > first && line.trim().startsWith(`- ${scope}`));
      expect(`${lines[at - 1]}${lines[at]}`, scope).toContain('# ');
    }
  });

  test('the addresses are those of the app, or of none', () => {
    const addresses = [
      features.slash_commands[0].url,
      settings.event_subscriptions.request_url,
      settings.interactivity.request_url,
      settings.interactivity.message_menu_options_url,
    ];
    expect(addresses).toEqual(Array(4).fill(wanted.socket ? undefined : URL));
    expect(settings.socket_mode_enabled).toBe(wanted.socket ?? false);
    expect(settings.interactivity.is_enabled).toBe(true);
    expect(text).not.toContain('showrunner.example.com');
  });

  test('the steps are there with all that they need, or nothing of them', () => {
    const { bot_events: events } = settings.event_subscriptions;
    expect(events).toEqual(wanted.steps ? ['app_home_opened', 'function_executed'] : ['app_home_opened']);
    expect(settings.function_runtime).toBe(wanted.steps ? 'remote' : undefined);
    expect(settings.org_deploy_enabled).toBe(wanted.steps ?? false);
    expect(Object.keys(made.functions ?? {})).toEqual(wanted.steps ? Object.keys(steps) : []);
  });

  test('every step has inputs and outputs of types that Slack has, and asks who runs it', () => {
    const functions: [string, Made][] = Object.entries(made.functions ?? {});
    for (const [id, { title, description, input_parameters: inputs, output_parameters: outputs }] of functions) {
      expect(id).toMatch(/^[a-z_]{1,100}$/);
      expect([title, description].join()).toMatch(/^.{3,255}$/);
      expect(inputs.required).toContain('person');
      expect(Object.keys(inputs.properties)).toEqual(expect.arrayContaining(inputs.required));
      expect(Object.keys(outputs.properties)).toEqual(expect.arrayContaining(outputs.required));
      for (const field of [inputs, outputs].flatMap(({ properties }) => Object.values(properties))) {
        expect(Object.keys(field)).toEqual(['type', 'title', 'description']);
        expect(field.type).toMatch(/^(string|boolean|slack#\/types\/(timestamp|channel_id|user_context))$/);
      }
    }
  });
});

test.each<[string, Wanted]>([
  ['Say either', {}],
  ['Say either', { socket: true, url: 'https://a.example' }],
  ['must be an https address', { url: 'http://a.example' }],
  ['must be an https address', { url: 'a.example' }],
  ['--command must be', { socket: true, command: 'Webinar!' }],
])('what cannot be made is said: %s', (words, wanted) => {
  expect(() => manifest(source, wanted)).toThrow(words);
});
