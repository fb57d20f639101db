// The answer to `help`: the table of commands, as it is.

import { context, header, type Message, message, section } from './blocks.ts';
import { join, md } from './text.ts';

/** What help shows of a command. */
export interface CommandWords {
  name: string;
  summary: string;
  usage: string;
  examples: readonly [string, string];
}

const typed = (slashCommand: string, ...words: string[]) => [slashCommand, ...words].filter(Boolean).join(' ');

export function help(commands: readonly CommandWords[], slashCommand: string): Message {
  const lines = commands.map(({ name, usage, summary }) => md`\`${typed(slashCommand, name, usage)}\`\n${summary}`);
  return message(`${typed(slashCommand)} understands: ${commands.map(({ name }) => name).join(', ')}.`, [
    header('What you can ask'),
    section(join(lines, '\n')),
    context(
      md`\`${typed(slashCommand)}\` alone opens a menu. \`${typed(slashCommand, 'help schedule')}\` shows one command in full.`,
    ),
  ]);
}

export function helpOnCommand({ name, summary, usage, examples }: CommandWords, slashCommand: string): Message {
  const lines = examples.map((example) => md`• \`${typed(slashCommand, example)}\``);
  return message(`${typed(slashCommand, name, usage)}: ${summary}`, [
    section(md`*\`${typed(slashCommand, name, usage)}\`*\n${summary}`),
    section(md`For example:\n${join(lines, '\n')}`),
  ]);
}
