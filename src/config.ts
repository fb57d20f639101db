// The environment, read once. Names and defaults are the contract with operators: they do not change.

import { GROUP, listed, optional, required, USER, type Variable } from './config/variables.ts';
import { ConfigError, type ConfigFault } from './errors.ts';

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
  /** Null: /metrics is on `port`. */
  metricsPort: number | null;
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
  const port = Number(or('PORT', '3000'));
  const metricsPort = maybe('METRICS_PORT');
  if (metricsPort !== undefined && Number(metricsPort) === port && port !== 0)
    faults.push({ variable: 'METRICS_PORT', fault: 'is the same as PORT', where: optional.METRICS_PORT.where });
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
    port,
    metricsPort: metricsPort === undefined ? null : Number(metricsPort),
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
