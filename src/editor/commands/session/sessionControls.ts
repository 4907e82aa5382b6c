import * as l10n from '@vscode/l10n';
import { agentNamed, wellKnownProducts } from '../../../core/programs/agentNames';
import type { RunningSession } from '../../../core/task/runningSession';
import { formatClock } from '../../../core/figures/format';
import { askText } from '../../quickInput/askText';
import { pickOne } from '../../quickInput/pickOne';
import { parsed, rejected, type Parsed } from '../../../core/typed/parsed';
import type { Task } from '../../../core/task/task';
import { UserError } from '../../../core/userError';
import type { CommandDeps } from '../deps/commandDeps';
import { shortTitle } from '../task/taskText';
import { controllable, type SessionControl } from './controllable';

type SessionDeps = Pick<CommandDeps, 'store' | 'recorder' | 'clock'>;

const otherAgent = Symbol('another agent');

/**
 * Starts timing manually an agent that nothing else can see.
 * @throws {UserError} if it can't be stored, or the task is no longer open.
 */
export async function startSession({ recorder }: SessionDeps, task: Task): Promise<void> {
  const title = l10n.t('Start Agent Session');
  const placeholder = l10n.t('Select the agent working on “{0}”', shortTitle(task));
  const picked = await pickOne<string | typeof otherAgent>(title, placeholder, [
    ...wellKnownProducts.map(({ agent, title: label }) => ({ label, value: agent })),
    { label: l10n.t('Other Agent…'), value: otherAgent },
  ]);
  const agent = picked === otherAgent ? await askAgent(title) : picked;
  if (agent !== undefined) {
    await recorder.sessions.startManual(task.id, agent);
  }
}

async function askAgent(title: string): Promise<string | undefined> {
  const answer = await askText({
    title,
    prompt: l10n.t('Enter the name of the agent.'),
    placeholder: l10n.t('For example: Devin'),
    check: parseAgent,
  });
  return answer.kind === 'accepted' ? agentNamed(answer.text) : undefined;
}

function parseAgent(text: string): Parsed<string> {
  const name = text.trim();
  if (name === '') {
    return rejected(l10n.t('The name is missing. Enter the name of the agent.'));
  }
  return name.length > 200
    ? rejected(l10n.t('The name is too long. Shorten it to 200 characters.'))
    : parsed(name);
}

interface Control {
  readonly title: () => string;
  readonly placeholder: () => string;
}

const controls: Readonly<Record<SessionControl, Control>> = {
  pause: {
    title: () => l10n.t('Pause Agent Session'),
    placeholder: () => l10n.t('Select the session to pause'),
  },
  resume: {
    title: () => l10n.t('Resume Agent Session'),
    placeholder: () => l10n.t('Select the session to resume'),
  },
  stop: {
    title: () => l10n.t('Stop Agent Session'),
    placeholder: () => l10n.t('Select the session to stop'),
  },
};

/**
 * Moves a running session, with the time it measured so far, to another open task.
 * @throws {UserError} if no other task is open, or the one chosen no longer is.
 */
export async function moveSession(deps: SessionDeps): Promise<void> {
  const title = l10n.t('Move Agent Session to Another Task');
  const which = l10n.t('Select the session to move');
  const session = await pickSession(deps, title, which, controllable(deps, 'stop'));
  if (session === undefined) {
    return;
  }
  const others = deps.store.openTasks().filter(({ id }) => id !== session.taskId);
  if (others.length === 0) {
    throw new UserError(l10n.t('No other task is open. Start one, then move the session to it.'));
  }
  const choices = others.map((task) => ({ label: shortTitle(task), value: task }));
  const task = await pickOne(title, l10n.t('Select the task that {0} is working on', session.agent), choices);
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
  const { title, placeholder } = controls[control];
  return pickSession(deps, title(), placeholder(), controllable(deps, control));
}

/** The only one without a question. @returns undefined if there is none or the user left. */
async function pickSession(
  deps: SessionDeps,
  title: string,
  placeholder: string,
  sessions: readonly RunningSession[],
): Promise<RunningSession | undefined> {
  if (sessions.length <= 1) {
    return sessions[0];
  }
  const choices = sessions.map((each) => ({
    label: each.agent,
    description: `${taskName(deps, each)} · ${l10n.t('busy for {0}', formatClock(each.busyMs))}`,
    value: each,
  }));
  return pickOne(title, placeholder, choices);
}

function taskName({ store }: SessionDeps, { taskId }: RunningSession): string {
  const task = taskId === null ? undefined : store.task(taskId);
  return task ? shortTitle(task) : l10n.t('no task');
}
