/** More than what precedes and follows a command's output, which may be megabytes. */
const endBytes = 2_000;

/** How long a shell command has run according to a progress record; this excludes the wait for permission. */
export function shellRanMs(bytes: Buffer, start: number, end: number): number | undefined {
  const beginning = bytes.toString('latin1', start, Math.min(end, start + endBytes));
  if (!/"data":\{"type":"(?:bash|powershell)_progress"/.test(beginning)) {
    return undefined;
  }
  // Within the output every quote is escaped, so this is the field itself.
  const ending = bytes.toString('latin1', Math.max(start, end - endBytes), end);
  const seconds = /"elapsedTimeSeconds":(\d+(?:\.\d+)?)/.exec(ending)?.[1];
  return seconds === undefined ? undefined : Math.round(Number(seconds) * 1_000);
}
