// The environment, read once. Names and defaults are the contract with operators: they do not change.

import { z } from 'zod';
import { ConfigError, type ConfigFault } from './errors.ts';
import { isTimeZone } from './time.ts';

/** What a variable must look like, in words for the operator, and where its value is found. */
interface Variable {
  read: z.ZodType<unknown, string>;
  where: string;
}

const slackApp = 'your app at https://api.slack.com/apps';
const url = (protocols: RegExp) => z.url({ protocol: protocols, error: 'is not a full address, like https://…' });

const USER = /^[UW][A-Z0-9]{2,30}$/;
const GROUP = /^S[A-Z0-9]{2,30}$/;

const listed = (text: string): string[] =>
  text
    .split(',')
    .map((id) => id.trim())
    .filter(Boolean);

const optional = {
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
    read: z.string().refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, 'is not a port number'),
    where: 'a free port on this machine, 3000 when left out',
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

const required = {
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

/** Slack in HTTP mode needs a secret to verify requests; in Socket Mode a token to open the socket. */
export type SlackTransport = { mode: 'http'; signingSecret: string } | { mode: 'socket'; appToken: string };

/** Slack ids of those who may change something, spend contacts and read what people said. */
export interface Operators {
  users: string[];
  groups: string[];
}

export interface Config {
  slack: { botToken: string; apiUrl: string; transport: SlackTransport; slashCommand: string };
  /**
   * `reserve` is the part of the period's calls that is kept for people's commands, 0 to 0.5. Two secrets while one is
   * replaced; none: deliveries are not signed.
   */
  livestorm: { token: string; apiUrl: string; webhookSecrets: string[]; reserve: number };
  /** Without a trailing slash; null: no webhooks. */
  publicUrl: string | null;
  port: number;
  host: string;
  store: { databaseUrl: string } | { dataDir: string };
  /** Null: every full member of the workspace. */
  operators: Operators | null;
  timeZone: string;
  logLevel: string;
  /** Things the operator should know and that stop nothing. */
  notes: string[];
}

type Environment = Record<string, string | undefined>;

/** Reads every variable, then throws one ConfigError that names every fault. Values never appear in it. */
export function loadConfig(env: Environment): Config {
  const faults: ConfigFault[] = [];
  const text = (name: string, variable: Variable, needed = false) =>
    readVariable(env, { name, variable, needed }, faults);
  const maybe = (name: keyof typeof optional) => text(name, optional[name]);
  const or = (name: keyof typeof optional, fallback: string) => maybe(name) ?? fallback;

  const databaseUrl = maybe('DATABASE_URL');
  const dataDir = or('DATA_DIR', './data');
  const pasted = text('LIVESTORM_API_TOKEN', required.LIVESTORM_API_TOKEN, true) ?? '';
  const token = pasted.replace(/^bearer\s+/i, '');
  const config: Config = {
    slack: {
      botToken: text('SLACK_BOT_TOKEN', required.SLACK_BOT_TOKEN, true) ?? '',
      apiUrl: or('SLACK_API_URL', 'https://slack.com/api/'),
      transport: readTransport(text),
      slashCommand: or('SLASH_COMMAND', '/webinar'),
    },
    livestorm: {
      token,
      apiUrl: or('LIVESTORM_API_URL', 'https://api.livestorm.co/v1'),
      webhookSecrets: listed(maybe('LIVESTORM_WEBHOOK_SECRET') ?? ''),
      reserve: Number(or('QUOTA_RESERVE', '10')) / 100,
    },
    publicUrl: maybe('PUBLIC_URL')?.replace(/\/+$/, '') ?? null,
    port: Number(or('PORT', '3000')),
    host: or('HOST', '0.0.0.0'),
    store: databaseUrl ? { databaseUrl } : { dataDir },
    operators: readOperators(maybe('WEBINAR_OPERATORS')),
    timeZone: or('TIME_ZONE', 'UTC'),
    logLevel: or('LOG_LEVEL', 'info'),
    notes:
      token === pasted ? [] : ['LIVESTORM_API_TOKEN was pasted with "Bearer " in front: Showrunner leaves that out.'],
  };
  if (faults.length > 0) throw new ConfigError({ code: 'config', faults });
  return config;
}

function readOperators(text: string | undefined): Operators | null {
  if (text === undefined) return null;
  const ids = [...new Set(listed(text))];
  return { users: ids.filter((id) => USER.test(id)), groups: ids.filter((id) => GROUP.test(id)) };
}

function readTransport(
  text: (name: string, variable: Variable, needed?: boolean) => string | undefined,
): SlackTransport {
  const appToken = text('SLACK_APP_TOKEN', required.SLACK_APP_TOKEN);
  const signingSecret = text('SLACK_SIGNING_SECRET', required.SLACK_SIGNING_SECRET, !appToken);
  return appToken ? { mode: 'socket', appToken } : { mode: 'http', signingSecret: signingSecret ?? '' };
}

interface Asked {
  name: string;
  variable: Variable;
  needed: boolean;
}

function readVariable(env: Environment, { name, variable, needed }: Asked, faults: ConfigFault[]): string | undefined {
  const value = env[name]?.trim();
  if (!value) {
    if (needed) faults.push({ variable: name, fault: 'is missing', where: variable.where });
    return undefined;
  }
  const quoted = /^(["']).*\1$/.test(value);
  const fault = quoted ? 'is wrapped in quotes: remove them' : variable.read.safeParse(value).error?.issues[0]?.message;
  if (fault) faults.push({ variable: name, fault, where: variable.where });
  return value;
}
