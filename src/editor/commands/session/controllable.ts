import type { RunningSession } from '../../../core/task/runningSession';
import type { CommandDeps } from '../deps/commandDeps';

export type SessionControl = 'pause' | 'resume' | 'stop';

const fits: Readonly<Record<SessionControl, (session: RunningSession) => boolean>> = {
  pause: ({ state }) => state === 'busy' || state === 'waiting',
  resume: ({ state }) => state === 'paused',
  stop: ({ state }) => state !== 'other-window',
};

/** The sessions that a control works on now: only those this window runs. */
export function controllable(
  { recorder, clock }: Pick<CommandDeps, 'recorder' | 'clock'>,
  control: SessionControl,
): readonly RunningSession[] {
  return recorder.sessions.running(clock()).filter(fits[control]);
}
