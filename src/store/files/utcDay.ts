const dayMs = 24 * 60 * 60 * 1000;

/** The UTC day, YYYY-MM-DD; each has its own journal files. */
export function utcDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** The same for whoever asks often: the words for a day are made once. */
export function utcDays(): (at: number) => string {
  let number = Number.NaN;
  let day = '';
  return (at) => {
    if (Math.floor(at / dayMs) !== number) {
      day = utcDay(at);
      number = Math.floor(at / dayMs);
    }
    return day;
  };
}
