import { formatAverage } from './format';

/** How an average moved, such as `rose from 60.0x to 63.7x`; a move that one decimal can't show is said to be one. */
export function averageChange(from: number, to: number): string {
  return changeIn({ rise: 'rose', fall: 'fell', stay: 'stayed' }, from, to);
}

/** The same of an average that would move. */
export function averageWouldChange(from: number, to: number): string {
  return changeIn({ rise: 'would rise', fall: 'would fall', stay: 'would stay' }, from, to);
}

function changeIn(
  verbs: { readonly rise: string; readonly fall: string; readonly stay: string },
  from: number,
  to: number,
): string {
  const [before, after] = [formatAverage(from), formatAverage(to)];
  if (from === to) {
    return `${verbs.stay} at ${after}`;
  }
  const verb = to > from ? verbs.rise : verbs.fall;
  return before === after ? `${verb} by less than 0.1x to ${after}` : `${verb} from ${before} to ${after}`;
}
