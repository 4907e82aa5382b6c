import { isProposalId } from '../../../core/proposal/proposalId';
import { believedSilenceMs, type LiveTurn } from '../../../core/transcript/parts/liveTurn';
import type { TranscriptPart } from '../../../core/transcript/parts/transcriptPart';
import type { SkipReason } from '../../../core/transcript/source/skipReason';
import { isBelievable, isBelievableDuration, isTime } from '../../reading/believable';
import { PartBuilder } from '../../reading/partBuilder';
import { count, isRecord, records, text } from '../../json/jsonValues';
import type { Words } from '../../reading/promptWords';
import { shortText } from '../../json/shortText';
import type { ReadingRules, Skip, TranscriptFile } from '../../reading/transcriptReader';
import type { ProposedByCall } from './fields';
import { workspaceFolder } from './folder';

type Json = Readonly<Record<string, unknown>>;

/** A `timeSpentWaiting` above this is a point in time that VS Code wrote there by mistake. */
const longestWaitMs = 1e11;

/** Takes why a request was passed over, by the request's id. */
type PassOver = (id: string, reason: SkipReason) => void;

/** The part made of a chat's requests, each with the time that VS Code measured. */
export function partOfChat(
  chat: Json,
  file: TranscriptFile,
  rules: ReadingRules,
  passOver: PassOver,
): TranscriptPart | undefined {
  const builder = new PartBuilder(rules);
  const externalId = shortText(chat['sessionId']) ?? file.name.replace(/\.jsonl?$/, '');
  const created = chat['creationDate'];
  if (typeof created === 'number') {
    builder.moment(created, (reason) => passOver('', reason));
  }
  const requests = records(chat['requests']);
  const spanMs = spanOf(requests, rules);
  requests.forEach((request, index) => {
    const id = `${externalId} ${shortText(request['requestId']) ?? (count(request['timestamp']) || `#${index}`)}`;
    addRequest(request, { id, spanMs }, builder, (reason) => passOver(id, reason));
  });
  return builder.part({
    source: file.name,
    agent: 'copilot-chat',
    externalId,
    folder: workspaceFolder(file),
    toldBy: 'requests',
    live: liveRequest(requests.at(-1), rules),
  });
}

/** VS Code's numbers for the states of an answer. */
const pending = 0;
const cancelled = 2;
const needsInput = 4;

/**
 * What the last request was doing when VS Code last saved it, which happens about once a minute. Its measured time
 * will include everything but the wait it reports. A whole file shows every pending request as cancelled just now,
 * without a duration; then, and if no state is written, it isn't known.
 */
function liveRequest(request: Json | undefined, rules: ReadingRules): LiveTurn | undefined {
  const since = request?.['timestamp'];
  const state = isRecord(request?.['modelState']) ? request['modelState']['value'] : undefined;
  if (!request || typeof since !== 'number' || !isBelievable(since, rules, () => undefined)) {
    return undefined;
  }
  if (state === pending || state === needsInput) {
    return state === pending
      ? { state: 'busy', since, until: since + believedSilenceMs }
      : { state: 'waiting', since, until: since };
  }
  const elapsed = elapsedMs(request, since);
  const end = since + elapsed;
  const isKnown = typeof state === 'number' && (state !== cancelled || elapsed > 0);
  return isKnown && isBelievable(end, rules, () => undefined)
    ? { state: 'idle', since: end, until: end }
    : undefined;
}

/** From the first time in its requests to the last. */
function spanOf(requests: readonly Json[], rules: ReadingRules): number {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const request of requests) {
    const state = isRecord(request['modelState']) ? request['modelState'] : {};
    for (const at of [request['timestamp'], state['completedAt']]) {
      if (typeof at === 'number' && isTime(at) && isBelievable(at, rules, () => undefined)) {
        first = Math.min(first, at);
        last = Math.max(last, at);
      }
    }
  }
  return Math.max(0, last - first);
}

function addRequest(
  request: Json,
  { id, spanMs }: { readonly id: string; readonly spanMs: number },
  builder: PartBuilder,
  skip: Skip,
): void {
  const start = typeof request['timestamp'] === 'number' ? request['timestamp'] : Number.NaN;
  if (!builder.moment(start, skip)) {
    return;
  }
  // A confirmation is a click on a button of the previous answer, and its text may be the button's label.
  const words = wordsIn(request['message']);
  const isTyped = !request['isSystemInitiated'] && !request['confirmation'] && !words.isChatsOwn;
  if (isTyped) {
    builder.prompt(id, start, words.words);
  }
  const elapsed = elapsedMs(request, start);
  // A figure that isn't believable is used nowhere, neither as a duration nor to derive a time.
  const isBelieved =
    elapsed > 0 && isBelievableDuration(elapsed, spanMs, skip) && builder.moment(start + elapsed, skip);
  const end = isBelieved ? start + elapsed : start;
  if (isBelieved) {
    const waited = count(request['timeSpentWaiting']);
    builder.turns.push({
      id,
      by: isTyped ? 'person' : 'system',
      start,
      end,
      busy: [{ start, end }],
      delegated: [],
      source: 'written',
      writtenMs: Math.max(0, elapsed - (waited < longestWaitMs ? waited : 0)),
    });
  }
  const state = isRecord(request['modelState']) ? request['modelState']['value'] : undefined;
  if (request['isCanceled'] === true || state === cancelled) {
    builder.marks.push({ id, at: end, kind: 'interruption' });
  }
  for (const { call, ids } of proposedIn(request)) {
    builder.proposals.add(ids, end, call);
  }
  addTokens(request, id, end, builder);
}

/** As the fields that are wanted of a chat have it. */
function proposedIn(request: Json): readonly ProposedByCall[] {
  const result = isRecord(request['result']) ? request['result'] : {};
  const metadata = isRecord(result['metadata']) ? result['metadata'] : {};
  return records(metadata['proposed']).flatMap(({ call, ids }) =>
    typeof call === 'number' && Array.isArray(ids)
      ? [{ call, ids: ids.filter((id) => typeof id === 'string' && isProposalId(id)) }]
      : [],
  );
}

/** The time that VS Code measured; a cancelled request may only have been closed when the window was reopened. */
function elapsedMs(request: Json, start: number): number {
  const result = isRecord(request['result']) ? request['result'] : {};
  const timings = isRecord(result['timings']) ? result['timings'] : {};
  const state = isRecord(request['modelState']) ? request['modelState'] : {};
  const measured = timings['totalElapsed'] ?? request['elapsedMs'];
  if (typeof measured === 'number') {
    return Math.round(Math.max(0, measured));
  }
  const completed = count(state['completedAt']);
  return state['value'] === 1 && completed > start ? completed - start : 0;
}

function addTokens(request: Json, id: string, at: number, builder: PartBuilder): void {
  const result = isRecord(request['result']) ? request['result'] : {};
  const metadata = isRecord(result['metadata']) ? result['metadata'] : {};
  const usage = isRecord(request['usage']) ? request['usage'] : {};
  const output =
    count(request['completionTokens']) || count(usage['completionTokens']) || count(metadata['outputTokens']);
  const input =
    count(request['promptTokens']) || count(usage['promptTokens']) || count(metadata['promptTokens']);
  if (input + output > 0) {
    const model = shortText(request['modelId']) ?? shortText(metadata['resolvedModel']) ?? '';
    builder.tokens(id, { at, model, input, output, cacheRead: 0, cacheWrite: 0 });
  }
}

function wordsIn(message: unknown): { readonly words: Words; readonly isChatsOwn: boolean } {
  const shortened = isRecord(message) ? message['text'] : undefined;
  const words = isRecord(shortened) ? shortened : {};
  const kept = text(words['text']);
  return {
    words: { length: count(words['length']), ...(kept === undefined ? {} : { text: kept }) },
    isChatsOwn: words['isChatsOwn'] === true,
  };
}
