import { markDescription } from '../../core/publish/marks/mark';
import type { MarkedPlace } from '../../core/publish/marks/markedText';
import { english } from '../../core/texts/texts';
import type { CommandEnvironment } from '../input/commandEnvironment';
import type { GivenOptions } from '../input/commandOptions';

export const markOptions = { clients: 'string', 'allow-marked': 'boolean' } as const;

const mostShown = 20;

/**
 * Says what of a text may not be meant for others. Nothing of it is printed then, unless the user allows it: what has
 * gone down a pipe can't be taken back.
 * @returns whether the text may leave
 */
export function mayLeave(
  places: readonly MarkedPlace[],
  options: GivenOptions,
  environment: CommandEnvironment,
): boolean {
  for (const { kind, line, shown } of places.slice(0, mostShown)) {
    environment.remark(`Line ${line}: ${markDescription(kind, shown, english)}`);
  }
  if (places.length > mostShown) {
    environment.remark(`… and ${places.length - mostShown} more.`);
  }
  if (places.length === 0 || options.isOn('allow-marked')) {
    return true;
  }
  environment.remark(
    'Nothing was printed. Edit these tasks, mark them private, or give --allow-marked if all of it may be seen.',
  );
  return false;
}
