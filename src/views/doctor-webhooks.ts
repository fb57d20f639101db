// What `doctor` says of the webhooks, and of what Showrunner looks up where Livestorm does not tell.

import type { MrkdwnElement } from '@slack/types';
import { bad, care, PASSING, type Said, told, type Words, well } from './doctor-said.ts';
import { count } from './numbers.ts';
import { md, when } from './text.ts';

export const webhooksWords: Words['webhooks'] = (finding, { slashCommand, timeZone }): Said => {
  const { report, problem, isSigned, late } = finding;
  const said = late
    ? md` From ${when(late.from, timeZone)} to ${when(late.to, timeZone)} Livestorm told nothing: ${count(late.sessions, 'session')} had changed, and ${count(late.digests, 'digest')} came late.`
    : md``;
  const look = md`Type \`${slashCommand} webhooks\` to mend them.`;
  if (problem) return (PASSING.has(problem.code) ? care : bad)(md`*Webhooks*: ${told(problem)}`);
  if (!report) return care(md`*Webhooks* are off, since PUBLIC_URL is not set. ${looks(finding)}`);
  const missing = report.wanted.filter(({ isThere }) => !isThere).length;
  const all = md`all ${report.wanted.length} are there`;
  if (report.state === 'removed') return care(md`*Webhooks* were removed on purpose. ${looks(finding)} ${look}`);
  if (missing > 0)
    return bad(
      md`*Webhooks*: ${missing} of ${report.wanted.length} ${missing === 1 ? 'is' : 'are'} missing. ${look}${said}`,
    );
  if (report.surplus > 0)
    return care(md`*Webhooks*: all are there, and ${report.surplus} more of no use. ${look}${said}`);
  if (!isSigned)
    return care(
      md`*Webhooks*: ${all}, unsigned: what one says is read from Livestorm before it counts, for 1 call each. Set LIVESTORM_WEBHOOK_SECRET.${said}`,
    );
  return (late ? care : well)(md`*Webhooks*: ${all}, and only signed ones are believed.${said}`);
};

/** What it costs to look instead of being told. */
function looks({ following }: { following: { sessions: number; calls: number } | null }): MrkdwnElement {
  if (!following) return md``;
  const sessions = count(following.sessions, 'followed session');
  return md`Showrunner looks by itself when a session should be over, so digests come some minutes later: about ${following.calls} calls a month for ${sessions} and the list of events.`;
}
