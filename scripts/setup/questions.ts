// What `npm run setup` asks for, in this order.

import { checkAppToken, checkBotToken, checkLivestormToken, type Verdict } from './checks.ts';

export type Settings = Record<string, string | undefined>;

export interface Question {
  name: string;
  question: string;
  isSecret?: boolean;
  /** Whether it is asked for, after what was answered before; always, when left out. */
  when?: (settings: Settings) => boolean;
  /** Whether Showrunner starts without it. */
  isOptional?: boolean;
  /** What Enter takes. */
  suggest?: () => string;
  /** Asks whoever made it. */
  check?: (value: string, settings: Settings) => Promise<Verdict>;
}

const slackAt = ({ SLACK_API_URL }: Settings) => SLACK_API_URL ?? 'https://slack.com/api/';
const livestormAt = ({ LIVESTORM_API_URL }: Settings) => LIVESTORM_API_URL ?? 'https://api.livestorm.co/v1';

/** With a public address Slack comes by HTTP, unless a token for Socket Mode is there already. */
const isSocket = ({ PUBLIC_URL, SLACK_APP_TOKEN, SLACK_SIGNING_SECRET }: Settings) =>
  Boolean(SLACK_APP_TOKEN) || (!PUBLIC_URL && !SLACK_SIGNING_SECRET);

export const questions: Question[] = [
  {
    name: 'PUBLIC_URL',
    question: 'The https address under which Slack and Livestorm reach this app; none for Socket Mode',
    isOptional: true,
  },
  {
    name: 'SLACK_BOT_TOKEN',
    question: 'The bot token, xoxb-…',
    isSecret: true,
    check: (token, settings) => checkBotToken(token, slackAt(settings)),
  },
  {
    name: 'SLACK_APP_TOKEN',
    question: 'The app-level token for Socket Mode, xapp-…',
    isSecret: true,
    when: isSocket,
    check: (token, settings) => checkAppToken(token, slackAt(settings)),
  },
  {
    name: 'SLACK_SIGNING_SECRET',
    question: 'The signing secret',
    isSecret: true,
    when: (settings) => !isSocket(settings),
  },
  {
    name: 'LIVESTORM_API_TOKEN',
    question: "Livestorm's API token",
    isSecret: true,
    check: (token, settings) => checkLivestormToken(token, livestormAt(settings)),
  },
  {
    name: 'LIVESTORM_WEBHOOK_SECRET',
    question: "Livestorm's signing secret for webhooks; without it each delivery costs a call",
    isSecret: true,
    isOptional: true,
    when: ({ PUBLIC_URL }) => Boolean(PUBLIC_URL),
  },
  {
    name: 'WEBINAR_OPERATORS',
    question: 'Who may change things, ids of people and user groups; none for every full member',
    isOptional: true,
  },
  {
    name: 'TIME_ZONE',
    question: "The team's time zone",
    isOptional: true,
    suggest: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  },
];
