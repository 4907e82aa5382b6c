import { parseClientList, type Client } from '../../core/publish/clients/clientList';
import { UserError } from '../../core/userError';
import { textOfFile } from '../input/textOfFile';
import type { CommandEnvironment } from '../input/commandEnvironment';
import type { GivenOptions } from '../input/commandOptions';

/** The clients of the file that `--clients` names; none without it. @throws {UserError} if it isn't such a list */
export async function askedClients(
  options: GivenOptions,
  environment: CommandEnvironment,
): Promise<readonly Client[]> {
  const file = options.text('clients');
  if (file === undefined) {
    return [];
  }
  const clients = parseClientList(await textOfFile(file, environment, 'Nothing was exported.'));
  if (!clients.ok) {
    throw new UserError(`${file}: ${clients.problem}`);
  }
  return clients.value;
}
