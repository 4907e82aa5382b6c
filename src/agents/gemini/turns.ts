import { cappedGaps, type GapEstimate } from '../../core/transcript/cappedGaps';
import { liveTurn, type LiveTurn } from '../../core/transcript/liveTurn';
import type { Observation } from '../../core/transcript/observation';
import type { GeminiMessage } from './conversation';
import { geminiToolKind } from './tools';

interface OpenedTurn {
  readonly begun: GeminiMessage;
  /** Undefined where the model said nothing to it. */
  readonly work: GapEstimate | undefined;
}

/** From each message of a person, or one put in by the CLI, to the last thing the agent did before the next. */
export function openedTurns(messages: readonly GeminiMessage[]): readonly OpenedTurn[] {
  const turns: OpenedTurn[] = [];
  let begun: GeminiMessage | undefined;
  let observations: Observation[] = [];
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
 * What a session does after the last of its messages. An answer is written when it is whole, and its calls once they are
 * done: after a prompt and after the results of calls it is the model's turn. After an answer without calls the file
 * doesn't say whether it was the last word, a tool runs or one waits to be allowed, nor after an error or an aside what
 * goes on: undefined.
 */
export function geminiLive(messages: readonly GeminiMessage[]): LiveTurn | undefined {
  const last = messages.at(-1);
  if (!last || last.by === 'nobody') {
    return undefined;
  }
  if (last.by !== 'model') {
    return liveTurn(cappedGaps(last.at, [], true));
  }
  // What was turned down as a whole isn't handed to the model.
  return last.calls.some(({ isCancelled }) => !isCancelled)
    ? liveTurn(cappedGaps(last.at, observationsOf(last), true))
    : undefined;
}

/** A call is made with its message and done at its own time; whoever had to allow it did so in between. */
function observationsOf({ at, calls }: GeminiMessage): Observation[] {
  const observations: Observation[] = [{ kind: 'output', at }];
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
