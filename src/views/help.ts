// The answer to `help`: the table of commands, as it is.

import type { MrkdwnElement } from '@slack/types';
import { type Block, context, header, type Message, message, section } from './blocks.ts';
import { LIMITS } from './limits.ts';
import { join, md } from './text.ts';

/** What help shows of a command. */
export interface CommandWords {
  name: string;
  summary: string;
  usage: string;
  examples: readonly [string, string];
}

const typed = (slashCommand: string, ...words: string[]) => [slashCommand, ...words].filter(Boolean).join(' ');

const SIGNS = md`\`${'<…>'}\` is needed, \`[…]\` may be left out, \`a|b\` is one of these.`;

export function help(commands: readonly CommandWords[], slashCommand: string): Message {
  const lines = commands.map(({ name, usage, summary }) => md`\`${typed(slashCommand, name, usage)}\`\n${summary}`);
  return message(`${typed(slashCommand)} understands: ${commands.map(({ name }) => name).join(', ')}.`, [
    header('What you can ask'),
    ...sections(lines),
    context(SIGNS),
    context(
      md`\`${typed(slashCommand)}\` alone opens a menu. \`${typed(slashCommand, 'help schedule')}\` shows one command in full.`,
    ),
  ]);
}

/** Each section holds as many lines as Slack takes in one. */
function sections(lines: MrkdwnElement[]): Block[] {
  const dealt: MrkdwnElement[][] = [];
  let room = 0;
  for (const line of lines) {
    const last = dealt.at(-1);
    if (last && line.text.length < room) last.push(line);
    else {
      dealt.push([line]);
      room = LIMITS.textObject;
    }
    room -= line.text.length + 1;
  }
  return dealt.map((some) => section(join(some, '\n')));
}

export function helpOnCommand({ name, summary, usage, examples }: CommandWords, slashCommand: string): Message {
  const lines = examples.map((example) => md`• \`${typed(slashCommand, example)}\``);
  return message(`${typed(slashCommand, name, usage)}: ${summary}`, [
    section(md`*\`${typed(slashCommand, name, usage)}\`*\n${summary}`),
    section(md`For example:\n${join(lines, '\n')}`),
    ...(usage === '' ? [] : [context(SIGNS)]),
  ]);
}
