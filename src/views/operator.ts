// What the operator reads in the log while the bot runs, and when it ends by itself.

/** Positive: our clock is ahead. */
export function clockIsOff(seconds: number): string {
  const off = `${Math.abs(seconds)} s ${seconds > 0 ? 'ahead' : 'behind'}`;
  return `The clock of this machine is ${off}: set it, by NTP for one. Slack's requests are refused when it is off by more than 300 s, and everything due comes at the wrong time.`;
}

export const stoodStill = (milliseconds: number): string =>
  `Showrunner stood still for ${(milliseconds / 1_000).toFixed(1)} s within the last minute and answered nobody meanwhile: the machine is too busy, or something took too long.`;

/** For an error that nobody has caught. */
export function lastWords(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (message.startsWith('the database has stopped')) {
    return 'The disk did not take what the database wrote, so Showrunner ends here. Nothing that was acknowledged is lost: look at the disk of DATA_DIR (is it full?), then start again.';
  }
  return `Showrunner ends, because something failed that nobody had reckoned with: ${message}`;
}
