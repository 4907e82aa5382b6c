import { isRecord, records, text } from '../../json/jsonValues';
import { proposalIdsIn } from '../../reading/proposalCalls';
import { wordsOf } from '../../reading/promptWords';
import { shortText } from '../../json/shortText';
import type { ReadingRules } from '../../reading/transcriptReader';
import { isChatsOwn, typedPromptText } from '../prompt';
import { chatCallId, copilotProposingCall } from '../tools';

/** A call that proposed tasks to us. */
export interface ProposedByCall {
  /** Hash of its id. */
  readonly call: number;
  readonly ids: readonly string[];
}

/** How much of a value, and of its parts, is needed. */
export interface Wanted {
  /** The value without anything unneeded. */
  readonly of: (value: unknown) => unknown;
  readonly fields?: Readonly<Record<string, Wanted>>;
  readonly each?: Wanted;
}

const plain: Wanted = {
  of: (value) => (typeof value === 'number' || typeof value === 'boolean' ? value : shortText(value)),
};
const flag: Wanted = { of: (value) => Boolean(value) };

/** The fields of a chat that count: answers, attachments and drafts are most of it, and words aren't taken along. */
export function wantedOfChat(rules: ReadingRules): Wanted {
  const words: Wanted = {
    of(value) {
      const typed = typedPromptText(text(value) ?? '');
      return { ...wordsOf(typed, rules), ...(isChatsOwn(typed) ? { isChatsOwn: true } : {}) };
    },
  };
  const message: Wanted = {
    of: (value) => ({ text: words.of(isRecord(value) ? value['text'] : value) }),
    fields: { text: words },
  };
  const counted = fields({ promptTokens: plain, outputTokens: plain, resolvedModel: plain });
  const metadata: Wanted = {
    ...counted,
    of: (value) => (isRecord(value) ? { ...asRecord(counted.of(value)), ...proposedIn(value) } : undefined),
  };
  const request = fields({
    requestId: plain,
    timestamp: plain,
    modelId: plain,
    isSystemInitiated: flag,
    confirmation: flag,
    isCanceled: flag,
    elapsedMs: plain,
    timeSpentWaiting: plain,
    promptTokens: plain,
    completionTokens: plain,
    message,
    modelState: fields({ value: plain, completedAt: plain }),
    usage: fields({ promptTokens: plain, completionTokens: plain }),
    result: fields({
      timings: fields({ totalElapsed: plain }),
      metadata,
    }),
  });
  return fields({ sessionId: plain, creationDate: plain, requests: listOf(request) });
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

/** Calls that proposed tasks to us, with the ids in their results; of all other calls nothing is kept. */
function proposedIn(metadata: Readonly<Record<string, unknown>>): {
  readonly proposed?: readonly ProposedByCall[];
} {
  const results = asRecord(metadata['toolCallResults']);
  const calls = records(metadata['toolCallRounds']).flatMap((round) => records(round['toolCalls']));
  const proposed = calls.flatMap((call): ProposedByCall[] => {
    const id = text(call['id']) ?? '';
    const by = copilotProposingCall(call['name'], call['arguments']);
    const ids = by && Object.hasOwn(results, id) ? proposalIdsIn(results[id], by) : [];
    return ids.length > 0 ? [{ call: chatCallId(id), ids }] : [];
  });
  return proposed.length > 0 ? { proposed } : {};
}

function fields(wanted: Readonly<Record<string, Wanted>>): Wanted {
  return {
    fields: wanted,
    of: (value) =>
      isRecord(value)
        ? Object.fromEntries(
            Object.entries(wanted)
              .filter(([name]) => Object.hasOwn(value, name))
              .map(([name, inner]) => [name, inner.of(value[name])]),
          )
        : undefined,
  };
}

function listOf(each: Wanted): Wanted {
  return { each, of: (value) => (Array.isArray(value) ? value.map((one) => each.of(one)) : undefined) };
}
