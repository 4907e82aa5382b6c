import { isDay } from '../days/day';

const mostLines = 50;

/** The day that a draft is about, as its front matter says (`day: 2026-04-19`); undefined if it doesn't. */
export function draftDay(text: string): string | undefined {
  const lines = text.slice(0, 10_000).split('\n', mostLines);
  if (lines[0]?.trim() !== '---') {
    return undefined;
  }
  const end = lines.findIndex((line, index) => index > 0 && line.trim() === '---');
  const days = lines.slice(1, Math.max(1, end)).flatMap((line) => {
    const [key = '', value = ''] = line.split(':', 2).map((part) => part.trim());
    return key === 'day' ? [value.replace(/^["']|["']$/g, '')] : [];
  });
  return days.find(isDay);
}
