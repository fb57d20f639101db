// What of an error goes to the log.

/** Only this: its other fields may hold what the job was about. The queue gives some of its errors as plain objects. */
export function failure(error: unknown): { error: string; message: string; stack: string | undefined } {
  const { message, stack } = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  return {
    error: error instanceof Error ? error.name : typeof error,
    message: typeof message === 'string' ? message : 'not an Error',
    stack: typeof stack === 'string' ? stack : undefined,
  };
}
