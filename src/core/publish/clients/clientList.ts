import * as z from 'zod/mini';
import { boundedList, boundedText } from '../../bounded';
import { parsed, rejected, type Parsed } from '../../typed/parsed';

const mostPlaces = 200;
const clientListSchema = z.record(boundedText(1, 200), boundedList(boundedText(1, 4000), 0, mostPlaces));

/** A client, and what is theirs: folders, or names of projects and workstreams. */
export interface Client {
  readonly name: string;
  readonly places: readonly string[];
}

/** Clients from a file of names with lists of what is theirs. */
function clientList(raw: unknown): Parsed<readonly Client[]> {
  const clients = clientListSchema.safeParse(raw);
  return clients.success
    ? parsed(Object.entries(clients.data).map(([name, places]) => ({ name, places })))
    : rejected(
        'Clients are written as {"ACME": ["~/acme", "Shop"]}: each with a list of folders, projects or workstreams.',
      );
}

/** Clients from the text of a JSON file; problems are in English, for a shell. */
export function parseClientList(json: string): Parsed<readonly Client[]> {
  try {
    return clientList(JSON.parse(json.replace(/^\uFEFF/u, '')));
  } catch {
    return rejected('The list of clients is not complete JSON.');
  }
}
