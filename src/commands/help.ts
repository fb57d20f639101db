// `/webinar help [verb]`: the table of commands itself, so that it is always complete.

import { z } from 'zod';
import { helpOnCommand, help as helpView } from '../views/help.ts';
import { answering, type Command } from './command.ts';

export function helpOn(commands: readonly Command[]): Command {
  const help: Command = answering({
    name: 'help',
    summary: 'What you can ask, or one command in full.',
    access: 'outsiders',
    usage: '[verb]',
    examples: ['help', 'help schedule'],
    read: z.string().transform((word) => word.toLowerCase()),
    async answer(word, _ask, { slashCommand }) {
      const all = [...commands, help];
      const command = all.find(({ name }) => name === word);
      return { to: 'asker', message: command ? helpOnCommand(command, slashCommand) : helpView(all, slashCommand) };
    },
  });
  return help;
}
