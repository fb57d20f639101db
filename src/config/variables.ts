// Each variable of the environment: what it must look like, and where an operator finds its value.

import { z } from 'zod';
import { isTimeZone } from '../time/wall-time.ts';

/** What a variable must look like, in words for the operator, and where its value is found. */
export interface Variable {
  read: z.ZodType<unknown, string>;
  where: string;
}

const slackApp = 'your app at https://api.slack.com/apps';
const url = (protocols: RegExp) => z.url({ protocol: protocols, error: 'is not a full address, like https://…' });

const aPort = z.string().refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, 'is not a port number');

export const USER = /^[UW][A-Z0-9]{2,30}$/;
export const GROUP = /^S[A-Z0-9]{2,30}$/;

export const listed = (text: string): string[] =>
  text
    .split(',')
    .map((id) => id.trim())
    .filter(Boolean);

export const optional = {
  SLACK_API_URL: { read: url(/^https?$/), where: 'leave it out unless you test against another Slack' },
  LIVESTORM_API_URL: { read: url(/^https?$/), where: 'leave it out unless you test against another Livestorm' },
  LIVESTORM_WEBHOOK_SECRET: {
    read: z.string().superRefine((text, issues) => {
      const secrets = listed(text);
      if (secrets.length > 2)
        issues.addIssue('has more than two secrets: the new one and the old one, separated by a comma');
      if (secrets.length === 0 || secrets.some((secret) => secret.length < 16))
        issues.addIssue('is too short for a secret: at least 16 characters');
    }),
    where:
      'Livestorm, Account settings > Integrations > Public API; while it is replaced, the new and the old one, separated by a comma',
  },
  QUOTA_RESERVE: {
    read: z.string().refine((text) => /^\d{1,2}$/.test(text) && Number(text) <= 50, 'is not a percentage from 0 to 50'),
    where: "the part of Livestorm's calls that is kept for what people ask for, in percent; 10 when left out",
  },
  PUBLIC_URL: { read: url(/^https?$/), where: 'the address under which Slack and Livestorm reach this machine' },
  PORT: {
    read: aPort,
    where: 'a free port on this machine, 3000 when left out',
  },
  METRICS_PORT: {
    read: aPort,
    where: 'another free port on this machine, for /metrics alone; left out, /metrics is on PORT',
  },
  HOST: { read: z.string(), where: 'the address to listen on, 0.0.0.0 when left out' },
  DATABASE_URL: {
    read: z.string().regex(/^postgres(ql)?:\/\/./, 'does not start with postgres://'),
    where: 'your PostgreSQL server; leave it out to keep everything in DATA_DIR',
  },
  DATA_DIR: { read: z.string(), where: 'a folder this process may write to, ./data when left out' },
  SLASH_COMMAND: {
    read: z.string().regex(/^\/[a-z0-9_-]{1,31}$/, 'is not a slash command like /webinar'),
    where: `the same name as under Slash Commands of ${slackApp}`,
  },
  WEBINAR_OPERATORS: {
    read: z.string().superRefine((text, issues) => {
      const wrong = listed(text).findIndex((id) => !USER.test(id) && !GROUP.test(id)) + 1;
      const fault = wrong
        ? `has something else than an id in place ${wrong}: users begin with U or W, user groups with S`
        : 'names nobody';
      if (wrong || listed(text).length === 0) issues.addIssue(fault);
    }),
    where: "Slack, a person's profile > More > Copy member ID, or the end of a user group's link; separated by commas",
  },
  TIME_ZONE: {
    read: z.string().refine(isTimeZone, 'is not a time zone like Europe/Paris'),
    where: "your team's zone, from the IANA list (https://en.wikipedia.org/wiki/List_of_tz_database_time_zones)",
  },
  LOG_LEVEL: {
    read: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'is not a log level'),
    where: 'one of trace, debug, info, warn, error, fatal, silent',
  },
} satisfies Record<string, Variable>;

export const required = {
  SLACK_BOT_TOKEN: {
    read: z.string().startsWith('xoxb-', 'is not a bot token: those start with xoxb-'),
    where: `OAuth & Permissions > Bot User OAuth Token of ${slackApp}`,
  },
  SLACK_SIGNING_SECRET: {
    read: z.string().min(8, 'is too short for a signing secret'),
    where: `Basic Information > Signing Secret of ${slackApp} (not needed with SLACK_APP_TOKEN)`,
  },
  SLACK_APP_TOKEN: {
    read: z.string().startsWith('xapp-', 'is not an app-level token: those start with xapp-'),
    where: `Basic Information > App-Level Tokens of ${slackApp}, with the scope connections:write`,
  },
  LIVESTORM_API_TOKEN: {
    read: z
      .string()
      .min(8, 'is too short for an API token')
      .regex(/^(bearer\s+)?[\x21-\x7e]+$/i, 'has signs in it that no token has'),
    where: 'Livestorm, Account settings > Integrations > Public API',
  },
} satisfies Record<string, Variable>;
