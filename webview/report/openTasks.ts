import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatClock, formatCount } from '../../src/core/figures/format';
import type { OpenTaskView, RecordState, RunningSessionView } from '../../src/core/page/protocol';
import { commandButton, iconButton } from '../commandButton';
import { timeMark } from '../evidenceMark';
import type { Host } from '../host';
import { privateMark } from '../privateMark';
import { addIcon, editIcon, pauseIcon, playIcon, stopIcon, targetIcon } from '../icons';

/** @param sinceState milliseconds by which busy clocks have grown since the state was made */
export function openTasks(
  { openTasks: tasks, unshownOpenTasks: unshown }: Pick<RecordState, 'openTasks' | 'unshownOpenTasks'>,
  sinceState: number,
  host: Host,
): TemplateResult {
  return html`<section aria-labelledby="open-heading">
    <header>
      <h2 id="open-heading">${l10n.t('Open tasks')}</h2>
      ${iconButton({ icon: addIcon, label: l10n.t('Start Task'), run: () => host.send({ type: 'startTask' }) })}
    </header>
    ${tasks.length + unshown === 0 ? html`<p class="quiet">${l10n.t('No task is open.')}</p>` : nothing}
    ${repeat(
      tasks,
      (task) => task.id,
      (task) => openTask(task, sinceState, host),
    )}
    ${unshown === 0 ? nothing : html`<p class="quiet">${unshownTasks(unshown, tasks.length > 0)}</p>`}
  </section>`;
}

function unshownTasks(count: number, more: boolean): string {
  if (count === 1) {
    return more
      ? l10n.t("1 more task is open but can't be shown here.")
      : l10n.t("1 task is open but can't be shown here.");
  }
  return more
    ? l10n.t("{0} more tasks are open but can't be shown here.", formatCount(count))
    : l10n.t("{0} tasks are open but can't be shown here.", formatCount(count));
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
              icon: targetIcon,
              label: l10n.t('Make This the Current Task'),
              run: () => host.send({ type: 'switchTask', id: task.id }),
            })
      }
      ${iconButton({
        icon: editIcon,
        label: l10n.t('Edit Task'),
        run: () => host.send({ type: 'editTask', id: task.id }),
      })}
    </header>
    ${
      where === '' && !task.current
        ? nothing
        : html`<p class="where">
            ${task.current ? html`<span class="current-mark">${l10n.t('Current')}</span>` : nothing}
            <span dir="auto">${where}</span>
          </p>`
    }
    <dl class="clocks">
      <div>
        <dt>${l10n.t('AI')}</dt>
        <dd>${formatClock(aiMs)}${timeMark(aiMs, task.aiEvidence)}</dd>
      </div>
      <div>
        <dt>${l10n.t('Supervision')}</dt>
        <dd>${formatClock(task.supervisoryMs)}${timeMark(task.supervisoryMs, task.supervisionEvidence)}</dd>
      </div>
    </dl>
    ${
      task.sessions.length === 0
        ? nothing
        : html`<ul class="sessions" aria-label=${l10n.t('Running sessions')}>
            ${repeat(
              task.sessions,
              (session) => session.id,
              (session) => runningSession(session, sinceState, host),
            )}
          </ul>`
    }
    <div class="actions">
      ${commandButton({
        label: l10n.t('Write Prompt'),
        kind: task.current ? 'primary' : 'secondary',
        run: () => host.send({ type: 'writePrompt', id: task.id }),
      })}
      ${commandButton({ label: l10n.t('Close Task'), run: () => host.send({ type: 'closeTask', id: task.id }) })}
      ${iconButton({
        icon: playIcon,
        label: l10n.t('Start Manual Session'),
        run: () => host.send({ type: 'startSession', id: task.id }),
      })}
    </div>
  </article>`;
}

function stateWords(state: RunningSessionView['state']): string {
  switch (state) {
    case 'busy':
      return l10n.t('busy');
    case 'waiting':
      return l10n.t('waiting');
    case 'paused':
      return l10n.t('paused');
    case 'suspended':
      return l10n.t('suspended');
    case 'other-window':
      return l10n.t('in another window');
  }
}

function runningSession(session: RunningSessionView, sinceState: number, host: Host): TemplateResult {
  const ms = session.busyMs + (session.state === 'busy' ? sinceState : 0);
  const words = stateWords(session.state);
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
            icon: pausable ? pauseIcon : playIcon,
            label: pausable ? l10n.t('Pause {0}', session.agent) : l10n.t('Resume {0}', session.agent),
            run: () => host.send({ type: pausable ? 'pauseSession' : 'resumeSession', id: session.id }),
          })
        : nothing
    }
    ${
      ours
        ? iconButton({
            icon: stopIcon,
            label: l10n.t('Stop Timing {0}', session.agent),
            run: () => host.send({ type: 'stopSession', id: session.id }),
          })
        : nothing
    }
  </li>`;
}
