// One source, and the manifests that are made of it: for HTTP or for Socket Mode, with the steps of workflows or without.

import { type Document, parseDocument } from 'yaml';
import type { Parameter } from '../../src/commands/step.ts';
import { steps } from '../../src/commands/steps.ts';

export interface Wanted {
  url?: string | undefined;
  socket?: boolean | undefined;
  steps?: boolean | undefined;
  command?: string | undefined;
}

/** Every place that names the app's address. */
const ADDRESSES = [
  ['features', 'slash_commands', 0, 'url'],
  ['settings', 'event_subscriptions', 'request_url'],
  ['settings', 'interactivity', 'request_url'],
  ['settings', 'interactivity', 'message_menu_options_url'],
];

/** Comments are kept. Throws a sentence for what cannot be made. */
export function manifest(source: string, { url, socket = false, steps: withSteps, command }: Wanted): string {
  if (socket === (url !== undefined)) throw new Error('Say either --url or --socket.');
  const document = parseDocument(source);
  const address = url === undefined ? null : addressOf(url);
  for (const path of ADDRESSES) {
    if (address === null) document.deleteIn(path);
    else document.setIn(path, address);
  }
  document.setIn(['settings', 'socket_mode_enabled'], socket);
  if (command !== undefined) document.setIn(['features', 'slash_commands', 0, 'command'], commandOf(command));
  if (withSteps) addSteps(document);
  return document.toString({ lineWidth: 0 });
}

function addressOf(url: string): string {
  const read = URL.canParse(url) ? new URL(url) : null;
  if (read?.protocol !== 'https:') throw new Error('--url must be an https address: Slack calls no other.');
  return `${read.origin}${read.pathname.replace(/\/+$/, '')}/slack/events`;
}

function commandOf(command: string): string {
  if (!/^\/[a-z0-9_-]{1,31}$/.test(command)) {
    throw new Error('--command must be a slash and at most 31 small letters, digits, - and _.');
  }
  return command;
}

/** Slack sends steps to apps of the runtime `remote` that may be installed for an organisation (slack-platform docs). */
function addSteps(document: Document): void {
  document.setIn(['functions'], functions());
  document.addIn(['settings', 'event_subscriptions', 'bot_events'], 'function_executed');
  document.setIn(['settings', 'org_deploy_enabled'], true);
  document.setIn(['settings', 'function_runtime'], 'remote');
}

const functions = () =>
  Object.fromEntries(
    Object.entries(steps).map(([id, { title, description, inputs, outputs }]) => [
      id,
      { title, description, input_parameters: parameters(inputs), output_parameters: parameters(outputs) },
    ]),
  );

function parameters(all: Record<string, Parameter>) {
  const each = Object.entries(all);
  return {
    properties: Object.fromEntries(each.map(([name, { isRequired: _, ...shown }]) => [name, shown])),
    required: each.filter(([, { isRequired }]) => isRequired).map(([name]) => name),
  };
}
