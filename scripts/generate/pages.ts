// What is generated from the table of commands.

import type { Command } from '../../src/commands/command.ts';

type Described = Omit<Command, 'prepare'>;

const WHO: Record<Command['access'], string> = {
  outsiders: 'everybody, guests too',
  anyone: 'every full member of the workspace',
  operators: 'operators (`WEBINAR_OPERATORS`)',
};

export function commandsPage(commands: readonly Described[]): string {
  const rows = commands.map(({ name, usage, summary, access }) => {
    const typed = ['/webinar', name, usage].filter(Boolean).join(' ').replaceAll('|', '\\|');
    return `| \`${typed}\` | ${summary.replaceAll('|', '\\|')} | ${WHO[access]} |`;
  });
  const examples = commands.map(({ name, examples: both }) => {
    const lines = both.map((example) => `\`/webinar ${example}\``);
    return `- **${name}**: ${lines.join(', ')}`;
  });
  return `<!-- Written by \`npm run generate\` from the table of commands: change that. -->

# Commands

\`/webinar\` alone opens a menu; the command's name is \`SLASH_COMMAND\`. \`<…>\` is needed, \`[…]\` may be left out, \`a|b\` is one of
these. An event or a session is named by words of its title, its id, its slug or its Livestorm link. What is typed fills the form.
[What each costs at Livestorm](operations.md) is a page of its own.

| typed | what happens | who may |
| --- | --- | --- |
${rows.join('\n')}

## Examples

${examples.join('\n')}
`;
}

/** Slack takes 1,000 characters (manifest schema, usage_hint). */
const MOST_HINT = 1_000;

export function hintOf(commands: readonly Described[]): string {
  const hint = commands.map(({ name }) => name).join(' | ');
  if (hint.length > MOST_HINT) throw new Error(`the hint has ${hint.length} characters, Slack takes ${MOST_HINT}`);
  return hint;
}

/** Only this line is written: the rest of the manifest is by hand. */
export function withHint(manifest: string, hint: string): string {
  const line = /^( *usage_hint: ).*$/m;
  if (!line.test(manifest)) throw new Error('manifest.yml has no usage_hint');
  return manifest.replace(line, (_whole, name: string) => `${name}${JSON.stringify(hint)}`);
}
