// What a channel that follows the quota is told: once a week, and when half, 80 % and 95 % are used.

import type { QuotaReport } from '../operations/quota-report.ts';
import { context, type Message, message, section } from './blocks.ts';
import { mention } from './mention.ts';
import { verdictOf } from './quota.ts';
import { bar } from './quota-picture.ts';
import { lastsWords, waitsWords } from './quota-words.ts';
import { join, md } from './text.ts';

const more = (slashCommand: string) =>
  context(md`\`${slashCommand} quota\` shows where they went; \`${slashCommand} quota unfollow\` ends this.`);

interface Around {
  timeZone: string;
  slashCommand: string;
}

/** Null while Livestorm has said nothing. */
export function weeklyLine(report: QuotaReport, { timeZone, slashCommand }: Around): Message | null {
  if (!report.seen) return null;
  const verdict = verdictOf(report.seen);
  return message(verdict, [
    section(md`*${verdict}*\n${bar(report.seen)}\n${lastsWords(report, timeZone)}`),
    ...waiting(report, timeZone),
    more(slashCommand),
  ]);
}

/** `level` is in percent. */
export function warning(report: QuotaReport, level: number, { timeZone, slashCommand }: Around): Message | null {
  if (!report.seen) return null;
  const verdict = `${level}% of Livestorm's calls are used. ${verdictOf(report.seen)}`;
  return message(verdict, [
    section(md`*${level}% of Livestorm's calls are used.* ${verdictOf(report.seen)}\n${lastsWords(report, timeZone)}`),
    ...waiting(report, timeZone),
    more(slashCommand),
  ]);
}

function waiting(report: QuotaReport, timeZone: string) {
  const lines = waitsWords(report, timeZone);
  return lines.length > 0 ? [section(join(lines, '\n'))] : [];
}

/** The answer to `quota follow` and `quota unfollow`. */
export function followed({
  word,
  isNew,
  user,
}: {
  word: 'follow' | 'unfollow';
  isNew: boolean;
  user: string;
}): Message {
  const words = {
    follow: isNew
      ? md`${mention(user)} asked Showrunner to say here once a week how many Livestorm calls are left, and when 50, 80 and 95% are used.`
      : md`This channel is told already how many Livestorm calls are left. Nothing was changed.`,
    unfollow: isNew
      ? md`${mention(user)} asked Showrunner to say here no longer how many Livestorm calls are left.`
      : md`This channel is not told how many Livestorm calls are left. Nothing was changed.`,
  }[word];
  return message(words, [section(words)]);
}
