import {
  aiMs,
  attentionMs,
  transcriptTokens,
  type AgentTranscript,
} from '../../src/core/transcript/sessions/agentTranscript';
import { believedSilenceMs } from '../../src/core/transcript/parts/liveTurn';
import type { TranscriptPart } from '../../src/core/transcript/parts/transcriptPart';
import { usagesOf } from '../../src/core/transcript/usageTable';
import { expectThat } from './fuzzTarget';

const aDayMs = 86_400_000;
const firstYear = Date.UTC(2020, 0);
/** What no reader may hand on, however long the file's own are. */
const longestId = 4_096;

/** No figure of a file is absurd: none in the future, none negative, none longer than the file's own span. */
export function expectPlausiblePart(part: TranscriptPart, now: number): void {
  const { first, last } = part;
  const moment = (name: string, at: number): void =>
    expectThat(at >= firstYear && at <= now + aDayMs, `${name} is at ${at}`);
  if (first !== undefined && last !== undefined) {
    moment('the first record', first);
    moment('the last record', last);
    expectThat(first <= last, `it begins at ${first} and ends at ${last}`);
  }
  for (const [name, text] of [
    ['id', part.externalId],
    ['folder', part.folder],
    ['branch', part.branch],
    ['version', part.version],
  ] as const) {
    expectThat(text === null || text.length <= longestId, `its ${name} has ${text?.length} characters`);
  }
  for (const turn of part.turns) {
    moment('a turn', turn.start);
    moment('the end of a turn', turn.end);
    expectThat(turn.start <= turn.end, `a turn goes from ${turn.start} to ${turn.end}`);
    for (const { start, end } of turn.busy) {
      moment('work', start);
      moment('the end of work', end);
      expectThat(start <= end, `work goes from ${start} to ${end}`);
    }
  }
  if (part.live) {
    const { state, since, until } = part.live;
    moment('what it does now', since);
    expectThat(
      until === since || (state === 'busy' && until > since && until <= since + believedSilenceMs),
      `it is ${state} from ${since} to ${until}`,
    );
  }
  for (const { at, length } of part.prompts) {
    moment('a prompt', at);
    expectThat(Number.isInteger(length) && length >= 0, `a prompt has a length of ${length}`);
  }
  for (const usage of usagesOf(part.usage)) {
    moment('a response', usage.at);
    for (const count of [usage.input, usage.output, usage.cacheRead, usage.cacheWrite]) {
      expectThat(Number.isSafeInteger(count) && count >= 0, `a response has ${count} tokens`);
    }
  }
}

/** The same of a session that was put together. */
export function expectPlausibleTranscript(transcript: AgentTranscript, now: number): void {
  const { start, end } = transcript;
  expectThat(start >= firstYear && end <= now + aDayMs && start <= end, `a session from ${start} to ${end}`);
  const busy = aiMs(transcript);
  const waited = attentionMs(transcript);
  // A session can be written to an hour before its first record's time at most by what it says itself: nothing is.
  expectThat(
    Number.isFinite(busy) && busy >= 0 && busy <= end - start + 1,
    `${busy} ms of work in ${end - start}`,
  );
  expectThat(Number.isFinite(waited) && waited >= 0 && waited <= end - start + 1, `waited ${waited} ms`);
  const { input, output, cacheRead, cacheWrite } = transcriptTokens(transcript);
  for (const count of [input, output, cacheRead, cacheWrite]) {
    expectThat(Number.isSafeInteger(count) && count >= 0, `a session has ${count} tokens`);
  }
}
