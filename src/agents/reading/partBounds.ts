import type { TranscriptPart } from '../../core/transcript/parts/transcriptPart';
import { hashText } from './hash';
import type { Skip } from './transcriptReader';

/** Far above any agent's figures; a file beyond them is damaged or made up, and would slow down everything else. */
const longestId = 200;
const longestFolder = 4_096;
const longestName = 200;
const mostModels = 1_000;
const mostOfAKind = 200_000;

/** The part within bounds: anything beyond is shortened, or left out and counted. */
export function boundedPart(part: TranscriptPart | undefined, skip: Skip): TranscriptPart | undefined {
  if (!part || isWithin(part)) {
    return part;
  }
  const atMost = <Item>(items: readonly Item[]): readonly Item[] => {
    if (items.length > mostOfAKind) {
      skip('more than one file may hold');
    }
    return items.length > mostOfAKind ? items.slice(0, mostOfAKind) : items;
  };
  const isFolder = part.folder === null || part.folder.length <= longestFolder;
  if (!isFolder || part.externalId.length > longestId) {
    skip('name too long');
  }
  return {
    ...part,
    // Its file's name distinguishes it from others.
    externalId: boundedId(part.externalId === '' ? part.source : part.externalId),
    forkedFrom: part.forkedFrom === null ? null : boundedId(part.forkedFrom),
    folder: isFolder ? part.folder : null,
    branch: part.branch?.slice(0, longestName) ?? null,
    version: part.version?.slice(0, longestName) ?? null,
    turns: atMost(part.turns).map(withBoundedId),
    prompts: atMost(part.prompts).map(withBoundedId),
    marks: atMost(part.marks).map(withBoundedId),
    activity: atMost(part.activity),
    usage: {
      models: part.usage.models.slice(0, mostModels).map((model) => model.slice(0, longestName)),
      rows: part.usage.rows,
    },
  };
}

function isWithin({
  externalId,
  forkedFrom,
  folder,
  branch,
  version,
  turns,
  prompts,
  marks,
  activity,
  usage,
}: TranscriptPart): boolean {
  return (
    externalId.length > 0 &&
    externalId.length <= longestId &&
    (forkedFrom?.length ?? 0) <= longestId &&
    (folder?.length ?? 0) <= longestFolder &&
    (branch?.length ?? 0) <= longestName &&
    (version?.length ?? 0) <= longestName &&
    usage.models.length <= mostModels &&
    usage.models.every((model) => model.length <= longestName) &&
    activity.length <= mostOfAKind &&
    [turns, prompts, marks].every(
      (items) => items.length <= mostOfAKind && items.every(({ id }) => id.length <= longestId),
    )
  );
}

/** Still distinct from others that begin alike, and the same at every reading. */
function boundedId(id: string): string {
  return id.length <= longestId ? id : `${id.slice(0, 100)}…${hashText(id).toString(36)}`;
}

function withBoundedId<Item extends { readonly id: string }>(item: Item): Item {
  return item.id.length <= longestId ? item : { ...item, id: boundedId(item.id) };
}
