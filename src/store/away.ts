// Whether a database server is only away: it will be there when somebody asks again later.

/** Nobody listens, the way is cut, the name is not known yet; a server that starts, stops or is full (appendix A of its manual). */
const AWAY =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|57P0[1-3]|53300|08\w{3})$/;

/** What pg says of a connection, without a code. */
const CUT = /^(Connection terminated|timeout expired|timeout exceeded when trying to connect)/;

export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return AWAY.test('code' in error ? String(error.code) : '') || CUT.test(error.message);
}
