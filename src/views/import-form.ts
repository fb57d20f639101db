// The form behind `import`: a list of people, as a file or pasted.

import { z } from 'zod';
import type { SessionWithEvent } from '../store/catalogue-rows.ts';
import { type Block, context, type Modal, modal, section } from './blocks.ts';
import { fileInput, textInput } from './inputs.ts';
import { LIMITS } from './limits.ts';
import { bold } from './names.ts';
import { moment, sessionTitle } from './session-line.ts';
import { md } from './text.ts';
import { carry } from './typed.ts';

export const importMeta = z.object({ sessionId: z.string() });

export interface ImportFormData {
  session: SessionWithEvent;
  /** Whether Slack lets the app read files (scope files:read). */
  mayRead: boolean;
  channel: string | null;
}

export function importFormView({ session, mayRead, channel }: ImportFormData): Modal {
  const file: Block[] = mayRead
    ? [
        fileInput({
          name: 'file',
          label: 'CSV file',
          optional: true,
          filetypes: ['csv', 'tsv', 'txt'],
          hint: 'At most 5 MB and 5,000 rows. Commas, semicolons or tabs, with or without column names.',
        }),
      ]
    : [
        context(
          'Only pasted lists: to read files, the Slack app needs the scope files:read, which whoever operates Showrunner can add.',
        ),
      ];
  return modal({
    id: 'import',
    title: 'Import people',
    submit: 'Check the list',
    close: 'Cancel',
    meta: carry({ sessionId: session.id }, channel),
    blocks: [
      section(md`${bold(sessionTitle(session))}\n${moment(session.startsAt, session.timeZone)}`),
      ...file,
      textInput({
        name: 'pasted',
        label: mayRead ? 'Or paste the list' : 'Paste the list',
        optional: mayRead,
        multiline: true,
        maxLength: LIMITS.inputValue,
        placeholder: 'email,first name,last name',
      }),
      context('The next step shows what would happen to each row, and what it costs. Nobody is registered yet.'),
    ],
  });
}
