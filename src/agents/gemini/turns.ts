import { cappedGaps, type GapEstimate } from '../../core/transcript/parts/cappedGaps';
import { liveTurn, type LiveTurn } from '../../core/transcript/parts/liveTurn';
import type { TranscriptObservation } from '../../core/transcript/parts/observation';
import type { GeminiMessage } from './conversation';
import { geminiToolKind } from './tools';

interface OpenedTurn {
  readonly begun: GeminiMessage;
  /** Undefined if the model didn't respond. */
  readonly work: GapEstimate | undefined;
}

/** Each turn runs from a message of the user or the CLI to the last thing the agent did before the next. */
export function openedTurns(messages: readonly GeminiMessage[]): readonly OpenedTurn[] {
  const turns: OpenedTurn[] = [];
  let begun: GeminiMessage | undefined;
  let observations: TranscriptObservation[] = [];
  const close = (): void => {
    if (begun) {
      const work = observations.length > 0 ? cappedGaps(begun.at, observations, true) : undefined;
      turns.push({ begun, work });
    }
    observations = [];
  };
  for (const message of messages) {
    if (message.by === 'model') {
      for (const each of observationsOf(message)) {
        observations.push(each);
      }
    } else if (message.by !== 'nobody') {
      close();
      begun = message;
    }
  }
  close();
  return turns;
}

/**
 * What a session is doing after its last message. An answer is written once it is complete, and its calls once they
 * are done, so after a prompt and after the results of calls it is the model's turn. Undefined after an answer
 * without calls, since the file doesn't say whether that was the last word, a tool is running or one is waiting for
 * permission; also after an error or an aside.
 */
export function geminiLive(messages: readonly GeminiMessage[]): LiveTurn | undefined {
  const last = messages.at(-1);
  if (!last || last.by === 'nobody') {
    return undefined;
  }
  if (last.by !== 'model') {
    return liveTurn(cappedGaps(last.at, [], true));
  }
  // If all calls were rejected, nothing goes back to the model.
  return last.calls.some(({ isCancelled }) => !isCancelled)
    ? liveTurn(cappedGaps(last.at, observationsOf(last), true))
    : undefined;
}

/** A call starts with its message and ends at its own time; any permission was given in between. */
function observationsOf({ at, calls }: GeminiMessage): TranscriptObservation[] {
  const observations: TranscriptObservation[] = [{ kind: 'output', at }];
  for (const { id, name, doneAt } of calls) {
    observations.push(
      { kind: 'tool-start', at, id, tool: geminiToolKind(name) },
      { kind: 'tool-end', at: doneAt ?? at, id },
    );
    if (doneAt !== null) {
      observations.push({ kind: 'output', at: doneAt });
    }
  }
  return observations;
}
