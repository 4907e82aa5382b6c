import type { AgentSession } from '../../core/task/agentSession';
import type { Clock } from '../../core/ports';
import type { RecordStore } from '../../core/record/recordStore';
import type { Span } from '../../core/task/span';
import type { Interval } from '../../core/days/interval';
import { openSpans, type TrackerState } from '../../core/tracker/trackerState';
import { composingTime, unmeasuredPrompts } from '../../core/transcript/inbox/promptComposing';
import type { CoveredTranscript } from '../../core/transcript/source/transcriptSource';
import type { RecordedSpans } from '../recorded/recordedSpans';
import { supervisedAround } from './supervisedAround';
import type { WrittenPrompts } from '../prompts/writtenPrompts';

/** Facts about a program that its transcript does not contain. */
export interface SeenOfProgram {
  readonly pauses: readonly Interval[];
  /** When prompts were sent to it whose typing was measured. */
  readonly sentAt: readonly number[];
}

interface SupervisionDeps {
  readonly store: Pick<RecordStore, 'task'>;
  readonly recorded: Pick<RecordedSpans, 'between'>;
  readonly state: () => TrackerState;
  readonly prompts: Pick<WrittenPrompts, 'handedPrompts'>;
  readonly clock: Clock;
}

type SupervisedSession = Pick<AgentSession, 'taskId' | 'mode'> & { readonly sessionId: string };

/** The supervision of prompts that were typed elsewhere than in this editor, estimated from transcripts. */
export class PromptSupervision {
  constructor(private readonly deps: SupervisionDeps) {}

  /** @returns undefined for batch runs and manually timed sessions: nobody typed a prompt into them. */
  of(
    { sessionId, taskId, mode }: SupervisedSession,
    { composed }: CoveredTranscript,
    seen: SeenOfProgram,
  ): Span[] | undefined {
    if (mode !== 'transcript' && mode !== 'interactive') {
      return undefined;
    }
    const prompts = unmeasuredPrompts(composed, {
      ...seen,
      handed: this.deps.prompts.handedPrompts(composed),
    });
    const known = {
      task: (id: string) => this.deps.store.task(id),
      spansBetween: (from: number, to: number) => this.between(from, to),
    };
    return composingTime(taskId, prompts, supervisedAround(known, sessionId, prompts)).map((each) => ({
      ...each,
      sessionId,
      taskId,
      kind: 'supervision',
      evidence: 'estimated',
    }));
  }

  /** Also what is typed right now, and what waits for the disk. */
  private between(from: number, to: number): readonly Span[] {
    const { recorded, state, clock } = this.deps;
    const open = openSpans(state(), clock()).filter(({ start, end }) => end > from && start < to);
    return [...recorded.between(from, to), ...open];
  }
}
