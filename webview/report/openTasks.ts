import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatClock, formatCount } from '../../src/core/record/format';
import type { OpenTaskView, RecordState, RunningSessionView } from '../../src/core/page/protocol';
import { commandButton, iconButton } from '../commandButton';
import { timeMark } from '../evidenceMark';
import type { Host } from '../host';
import { privateMark } from '../privateMark';

/** @param sinceState milliseconds by which busy clocks have grown since the state was made */
export function openTasks(
  { openTasks: tasks, unshownOpenTasks: unshown }: Pick<RecordState, 'openTasks' | 'unshownOpenTasks'>,
  sinceState: number,
  host: Host,
): TemplateResult {
  return html`<section aria-labelledby="open-heading">
    <header>
      <h2 id="open-heading">Open tasks</h2>
      ${iconButton({ icon: 'add', label: 'Start Task', run: () => host.send({ type: 'startTask' }) })}
    </header>
    ${tasks.length + unshown === 0 ? html`<p class="quiet">No task is open.</p>` : nothing}
    ${repeat(
      tasks,
      (task) => task.id,
      (task) => openTask(task, sinceState, host),
    )}
    ${unshown === 0 ? nothing : html`<p class="quiet">${unshownTasks(unshown, tasks.length > 0)}</p>`}
  </section>`;
}

function unshownTasks(count: number, more: boolean): string {
  const tasks = `${more ? 'more ' : ''}${count === 1 ? 'task is' : 'tasks are'}`;
  return `${formatCount(count)} ${tasks} open but can't be shown here.`;
}

function openTask(task: OpenTaskView, sinceState: number, host: Host): TemplateResult {
  const busy = task.sessions.filter((session) => session.state === 'busy').length;
  const aiMs = task.aiMs + busy * sinceState;
  const where = [task.project, task.branch].filter((part) => part !== null).join(' · ');
  return html`<article class=${task.current ? 'task current' : 'task'} aria-label=${task.title}>
    <header>
      <h3 title=${task.title}>
        <span class="title" dir="auto">${task.title}</span>
        ${task.private ? privateMark() : nothing}
      </h3>
      ${
        task.current
          ? nothing
          : iconButton({
              icon: 'target',
              label: 'Make This the Current Task',
              run: () => host.send({ type: 'switchTask', id: task.id }),
            })
      }
      ${iconButton({
        icon: 'edit',
        label: 'Edit Task',
        run: () => host.send({ type: 'editTask', id: task.id }),
      })}
    </header>
    ${
      where === '' && !task.current
        ? nothing
        : html`<p class="where">
            ${task.current ? html`<span class="current-mark">Current</span>` : nothing}
            <span dir="auto">${where}</span>
          </p>`
    }
    <dl class="clocks">
      <div>
        <dt>AI</dt>
        <dd>${formatClock(aiMs)}${timeMark(aiMs, task.aiEvidence)}</dd>
      </div>
      <div>
        <dt>Supervision</dt>
        <dd>${formatClock(task.supervisoryMs)}${timeMark(task.supervisoryMs, task.supervisionEvidence)}</dd>
      </div>
    </dl>
    ${
      task.sessions.length === 0
        ? nothing
        : html`<ul class="sessions" aria-label="Running sessions">
            ${repeat(
              task.sessions,
              (session) => session.id,
              (session) => runningSession(session, sinceState, host),
            )}
          </ul>`
    }
    <div class="actions">
      ${commandButton({
        label: 'Write Prompt',
        kind: task.current ? 'primary' : 'secondary',
        run: () => host.send({ type: 'writePrompt', id: task.id }),
      })}
      ${commandButton({ label: 'Close Task', run: () => host.send({ type: 'closeTask', id: task.id }) })}
      ${iconButton({
        icon: 'play',
        label: 'Start Session Timed by Hand',
        run: () => host.send({ type: 'startSession', id: task.id }),
      })}
    </div>
  </article>`;
}

const stateWords: Readonly<Record<RunningSessionView['state'], string>> = {
  busy: 'busy',
  waiting: 'waiting',
  paused: 'paused',
  suspended: 'suspended',
  'other-window': 'in another window',
};

function runningSession(session: RunningSessionView, sinceState: number, host: Host): TemplateResult {
  const ms = session.busyMs + (session.state === 'busy' ? sinceState : 0);
  const words = stateWords[session.state];
  // Another window's sessions are that window's to pause and stop.
  const ours = session.state !== 'other-window';
  const pausable = session.state === 'busy' || session.state === 'waiting';
  return html`<li>
    <span class="state ${session.state}" aria-hidden="true"></span>
    <span class="agent" title="${session.agent}, ${words}">
      <bdi>${session.agent}</bdi> <span class="state-word">${words}</span>
    </span>
    <span class="clock">${formatClock(ms)}</span>
    ${
      // One button in both states, so that it keeps the keyboard.
      ours
        ? iconButton({
            icon: pausable ? 'pause' : 'play',
            label: `${pausable ? 'Pause' : 'Resume'} ${session.agent}`,
            run: () => host.send({ type: pausable ? 'pauseSession' : 'resumeSession', id: session.id }),
          })
        : nothing
    }
    ${
      ours
        ? iconButton({
            icon: 'stop',
            label: `Stop Timing ${session.agent}`,
            run: () => host.send({ type: 'stopSession', id: session.id }),
          })
        : nothing
    }
  </li>`;
}
