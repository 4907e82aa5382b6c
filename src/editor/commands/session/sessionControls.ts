import { agentNamed, wellKnownProducts } from '../../../core/task/agentNames';
import type { RunningSession } from '../../../core/task/runningSession';
import { formatClock } from '../../../core/record/format';
import { askText } from '../../quickInput/askText';
import { pickOne } from '../../quickInput/pickOne';
import { parsed, rejected, type Parsed } from '../../../core/typed/parsed';
import type { Task } from '../../../core/task/task';
import { UserError } from '../../../core/userError';
import type { CommandDeps } from '../commandDeps';
import { quoted } from '../task/taskText';

type SessionDeps = Pick<CommandDeps, 'store' | 'recorder' | 'clock'>;

const otherAgent = Symbol('another agent');

/** Times an agent by hand that nothing else can see. */
export async function startSession({ recorder }: SessionDeps, task: Task): Promise<void> {
  const title = 'Start Agent Session';
  const picked = await pickOne<string | typeof otherAgent>(title, `The agent that works on ${quoted(task)}`, [
    ...wellKnownProducts.map(({ agent, title: label }) => ({ label, value: agent })),
    { label: 'Another agent…', value: otherAgent },
  ]);
  const agent = picked === otherAgent ? await askAgent(title) : picked;
  if (agent !== undefined) {
    await recorder.sessions.startManual(task.id, agent);
  }
}

async function askAgent(title: string): Promise<string | undefined> {
  const answer = await askText({
    title,
    prompt: 'The name of the agent.',
    placeholder: 'For example: Devin',
    check: parseAgent,
  });
  return answer.kind === 'accepted' ? agentNamed(answer.text) : undefined;
}

function parseAgent(text: string): Parsed<string> {
  const name = text.trim();
  if (name === '') {
    return rejected('There is no name. Write the name of the agent.');
  }
  return name.length > 200 ? rejected('The name is too long. Shorten it to 200 characters.') : parsed(name);
}

export type SessionControl = 'pause' | 'resume' | 'stop';

const controls: Readonly<
  Record<SessionControl, { readonly title: string; readonly fits: (session: RunningSession) => boolean }>
> = {
  pause: {
    title: 'Pause Agent Session',
    fits: ({ state }) => state === 'busy' || state === 'waiting',
  },
  resume: { title: 'Resume Agent Session', fits: ({ state }) => state === 'paused' },
  stop: { title: 'Stop Agent Session', fits: ({ state }) => state !== 'other-window' },
};

/** The sessions that a control works on now: only those this window runs. */
export function controllable(
  { recorder, clock }: Pick<SessionDeps, 'recorder' | 'clock'>,
  control: SessionControl,
): readonly RunningSession[] {
  return recorder.sessions.running(clock()).filter(controls[control].fits);
}

/** Hands a running session, with the time it measured so far, to another open task. */
export async function moveSession(deps: SessionDeps): Promise<void> {
  const title = 'Move Agent Session to Another Task';
  const session = await pickSession(deps, title, 'move', controllable(deps, 'stop'));
  if (session === undefined) {
    return;
  }
  const others = deps.store.openTasks().filter(({ id }) => id !== session.taskId);
  if (others.length === 0) {
    throw new UserError('No other task is open. Start one, then move the session to it.');
  }
  const choices = others.map((task) => ({ label: quoted(task), value: task }));
  const task = await pickOne(title, `The task that ${session.agent} works on`, choices);
  if (task !== undefined) {
    await deps.recorder.sessions.move(session.sessionId, task.id);
  }
}

/** Pauses, resumes or stops a session. @param given without it, the only one that can be, or the one the user picks. */
export async function controlSession(
  deps: SessionDeps,
  control: SessionControl,
  given: string | undefined,
): Promise<void> {
  const sessionId = given ?? (await pickToControl(deps, control))?.sessionId;
  if (sessionId !== undefined) {
    await deps.recorder.sessions[control](sessionId);
  }
}

function pickToControl(deps: SessionDeps, control: SessionControl): Promise<RunningSession | undefined> {
  return pickSession(deps, controls[control].title, control, controllable(deps, control));
}

/** The only one without a question. @returns undefined if there is none or the person left. */
async function pickSession(
  deps: SessionDeps,
  title: string,
  purpose: SessionControl | 'move',
  sessions: readonly RunningSession[],
): Promise<RunningSession | undefined> {
  if (sessions.length <= 1) {
    return sessions[0];
  }
  const choices = sessions.map((each) => ({
    label: each.agent,
    description: `${taskName(deps, each)} · busy for ${formatClock(each.busyMs)}`,
    value: each,
  }));
  return pickOne(title, `The session to ${purpose}`, choices);
}

function taskName({ store }: SessionDeps, { taskId }: RunningSession): string {
  const task = taskId === null ? undefined : store.task(taskId);
  return task ? quoted(task) : 'no task';
}
