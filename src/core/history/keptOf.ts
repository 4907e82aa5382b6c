import type { HistoryIndex } from './historyIndex';

/** Made of the index when first asked for, and again only once a day of it, or what is given, has changed. */
export function keptOf<Given extends readonly string[], Made>(
  index: HistoryIndex,
  make: (...given: Given) => Made,
): (...given: Given) => Made {
  let kept: { readonly revision: number; readonly given: Given; readonly made: Made } | undefined;
  return (...given) => {
    if (kept?.revision !== index.revision || given.some((each, at) => each !== kept?.given[at])) {
      kept = { revision: index.revision, given, made: make(...given) };
    }
    return kept.made;
  };
}
