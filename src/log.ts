// The log: one JSON line each, with errors reduced to what is safe to keep.

import { type DestinationStream, type Logger, pino } from 'pino';

/** Errors of libraries carry requests, headers and parameters: of an error only these are written. */
function safeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = 'code' in error ? { code: error.code } : {};
  return { type: error.name, message: error.message, ...code, stack: error.stack };
}

export function createLog(level: string, destination: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: safeError },
      redact: { paths: ['token', '*.token', 'headers', '*.headers', 'body', '*.body'], censor: '[redacted]' },
    },
    destination,
  );
}
