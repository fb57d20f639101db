// What the operator reads when the bot cannot start.

import { ConfigError, type ConfigFault } from '../errors.ts';

/** One line a fault: the variable, what is wrong, where its value is found. */
export function configFaults(faults: ConfigFault[]): string {
  const width = Math.max(...faults.map(({ variable }) => variable.length));
  const lines = faults.map(
    ({ variable, fault, where }) => `  ${variable.padEnd(width)}  ${fault}. Find it in: ${where}.`,
  );
  const settings = faults.length === 1 ? 'one setting needs' : `${faults.length} settings need`;
  return `Showrunner cannot start: ${settings} attention.\n\n${lines.join('\n')}\n\nSet them in the environment or in .env (npm run setup asks for them), and start again. docs/operating.md explains each.\n`;
}

/** Slack's error codes that mean a wrong bot or app token (auth.test, apps.connections.open). */
const TOKEN_CODES = [
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
];

export function startFailure(error: unknown): string {
  if (error instanceof ConfigError) return configFaults(error.problem.faults).trim();
  const message = error instanceof Error ? error.message : String(error);
  const code = TOKEN_CODES.find((known) => message.includes(known));
  if (code)
    return `Slack refuses SLACK_BOT_TOKEN or SLACK_APP_TOKEN (${code}): copy them again from your app at https://api.slack.com/apps.`;
  if (/fetch failed|request error occurred/.test(message)) {
    return 'Slack could not be reached: look at the network of this machine, and at SLACK_API_URL if it is set.';
  }
  if (message.includes('EADDRINUSE')) return 'Another program uses this PORT: choose a free one.';
  return `Showrunner could not start: ${message}`;
}
