const dayStartPattern = /^([01]\d|2[0-3]):[0-5]\d$/;

/** @returns whether the text is a time of day written HH:MM, as the functions of days want it */
export function isDayStart(text: string): boolean {
  return dayStartPattern.test(text);
}
