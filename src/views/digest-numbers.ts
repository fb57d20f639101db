// The numbers of a digest, each with what it is a part of, and sentences for when there are none.

import type { MrkdwnElement } from '@slack/types';
import type { Digest } from '../operations/digest.ts';
import { formatDuration } from '../time/format.ts';
import { count, number, percent } from './numbers.ts';
import { md } from './text.ts';

export const unanswered = (digest: Digest): Digest['questions'] =>
  digest.questions.filter(({ answered }) => answered === 'no');

/** 'No questions were asked.', '5 of 19 questions are still unanswered.' */
export function questionsSentence(digest: Digest): string {
  const [all, open] = [digest.questions.length, unanswered(digest).length];
  if (all === 0) return 'No questions were asked.';
  if (all === 1) return open === 1 ? 'The only question is still unanswered.' : 'The only question was answered.';
  if (open === 0) return `All ${number(all)} questions were answered.`;
  if (open === all) return `None of the ${number(all)} questions has been answered.`;
  return `${number(open)} of ${number(all)} questions ${open === 1 ? 'is' : 'are'} still unanswered.`;
}

/** '63 of 141 registrants came (45%) and stayed 41 min on average.' */
export function attendanceSentence({
  registrants,
  attendees,
  averageStaySeconds,
}: Pick<Digest, 'registrants' | 'attendees' | 'averageStaySeconds'>): string {
  const stay = averageStaySeconds === null ? '' : ` and stayed ${formatDuration(averageStaySeconds)} on average`;
  if (registrants === 0 && attendees === 0) return 'Nobody registered, and nobody came.';
  if (attendees === 0) return `None of the ${count(registrants, 'registrant')} came.`;
  if (attendees > registrants) {
    const than = registrants === 0 ? 'nobody had registered' : `only ${number(registrants)} had registered`;
    return `${count(attendees, 'person', 'people')} came${stay}; ${than}.`;
  }
  const rate = percent(attendees, registrants);
  return `${number(attendees)} of ${count(registrants, 'registrant')} came (${rate})${stay}.`;
}

export const isUnread = ({ unread }: Digest, list: Digest['unread'][number]['what']): boolean =>
  unread.some(({ what }) => what === list);

/** '121 messages from 20 people.' */
export function chatSentence(digest: Digest): string {
  const { messageCount, chatters } = digest;
  if (isUnread(digest, 'chat')) return `${count(messageCount, 'message')}, which were not read.`;
  if (messageCount === 0) return 'Nobody wrote in the chat.';
  // Livestorm may name no author at all.
  const by = chatters > 0 ? ` from ${count(chatters, 'person', 'people')}` : '';
  return `${count(messageCount, 'message')}${by}.`;
}

function rateField({ registrants, attendees, history }: Digest): MrkdwnElement {
  if (registrants === 0) return md`*Attendance rate*\nNone: nobody registered`;
  if (attendees > registrants) return md`*Attendance rate*\nNone: more people came than registered`;
  const rate = history?.usual?.rate ?? null;
  return md`*Attendance rate*\n${percent(attendees, registrants)} (${number(attendees)} of ${number(registrants)})${usually(rate === null ? null : percent(rate, 1))}`;
}

function stayField(digest: Digest): MrkdwnElement {
  const { attendees, averageStaySeconds, stayKnownFor, durationSeconds, history } = digest;
  if (isUnread(digest, 'people')) return md`*Average stay*\nNot read${usually(stayOf(history))}`;
  if (attendees === 0) return md`*Average stay*\nNone: nobody came`;
  if (averageStaySeconds === null) return md`*Average stay*\nNot known: Livestorm does not say how long people stayed`;
  const of = durationSeconds ? ` of ${formatDuration(durationSeconds)}` : '';
  const known = stayKnownFor === attendees ? `${number(attendees)}` : `${number(stayKnownFor)} of ${number(attendees)}`;
  return md`*Average stay*\n${formatDuration(averageStaySeconds)}${of}\n_mean of ${known} attendees_${usually(stayOf(history))}`;
}

/** '40 min (known of 3 of 8)'. */
function stayOf(history: Digest['history']): string | null {
  if (!history?.usual || history.usual.staySeconds === null) return null;
  const { staySeconds, known } = history.usual;
  return `${formatDuration(staySeconds)}${known < history.sessions ? ` (known of ${known} of ${history.sessions})` : ''}`;
}

const usually = (what: string | null): MrkdwnElement => (what === null ? md`` : md`\n_usually ${what}_`);

/** A median of an even number may lie between two. */
const whole = (value: number | undefined): string | null => (value === undefined ? null : number(Math.round(value)));

/** What "usually" stands for; where it is missing, why. */
export function usualSentence({ history }: Digest): string {
  if (!history) return '';
  const { sessions, of, usual } = history;
  const which = of === 'event' ? "this event's" : "your team's";
  if (usual) return ` “Usually” is the median of ${which} last ${number(sessions)} sessions before this one.`;
  return ` There is no comparison yet: it takes 3 earlier sessions, and ${sessions === 0 ? 'none is' : sessions === 1 ? '1 is' : `${sessions} are`} known.`;
}

export function numberFields(digest: Digest): MrkdwnElement[] {
  const { registrants, attendees, history } = digest;
  const usual = history?.usual;
  const came = registrants > 0 && attendees <= registrants ? ` of ${number(registrants)} registrants` : '';
  return [
    md`*Registrants*\n${number(registrants)}${usually(whole(usual?.registrants))}`,
    md`*Attendees*\n${number(attendees)}${came}${usually(whole(usual?.attendees))}`,
    rateField(digest),
    stayField(digest),
  ];
}

/** 'Answers: 10 in writing and 4 aloud, of 19 questions'. Undefined when none was answered. */
export function answersLine({ questions }: Digest): MrkdwnElement | undefined {
  const times = (how: 'written' | 'aloud'): number => questions.filter(({ answered }) => answered === how).length;
  const ways = [
    times('written') > 0 ? `${number(times('written'))} in writing` : '',
    times('aloud') > 0 ? `${number(times('aloud'))} aloud` : '',
  ].filter(Boolean);
  if (ways.length === 0) return undefined;
  return md`*Answers:* ${ways.join(' and ')}, of ${count(questions.length, 'question')}`;
}
