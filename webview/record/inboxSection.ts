import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatCount } from '../../src/core/record/format';
import type { InboxSessionView, InboxView } from '../../src/core/page/protocol';
import { folderName } from '../../src/core/transcript/inboxText';
import { commandButton } from '../commandButton';
import type { Host } from '../host';

export interface InboxSectionView {
  readonly inbox: InboxView;
  readonly selected: ReadonlySet<string>;
  readonly select: (ids: readonly string[], selected: boolean) => void;
  readonly host: Host;
}

interface Place {
  readonly key: string;
  readonly day: string;
  readonly folder: string | null;
  readonly sessions: InboxSessionView[];
}

/** Sessions that belong to no task, by day and folder, with what can become of those that are ticked. */
export function inboxSection(view: InboxSectionView): TemplateResult {
  const { inbox, host } = view;
  return html`<section class="inbox" aria-labelledby="inbox-heading">
    <header>
      <h2 id="inbox-heading" tabindex="-1">
        Inbox${inbox.count === 0 ? '' : `, ${formatCount(inbox.count)}`}
      </h2>
      ${
        inbox.canScan
          ? commandButton({ label: 'Scan History', run: () => host.send({ type: 'scanHistory' }) })
          : nothing
      }
    </header>
    ${inbox.notice === null ? nothing : html`<p class="quiet" role="status">${inbox.notice}</p>`}
    ${inbox.sessions.length === 0 ? nothing : actions(view)}
    ${repeat(
      placesOf(inbox.sessions),
      ({ key }) => key,
      (place) => placeGroup(place, view),
    )}
    ${footer(view)}
  </section>`;
}

function actions({ inbox, selected, select, host }: InboxSectionView): TemplateResult {
  const shown = inbox.sessions.map(({ id }) => id);
  const ids = shown.filter((id) => selected.has(id));
  const disabled = ids.length === 0;
  return html`<div class="commands" role="group" aria-label="What becomes of the ticked sessions">
    <label>
      <input
        type="checkbox"
        aria-label="All sessions shown"
        .checked=${ids.length === shown.length}
        .indeterminate=${ids.length > 0 && ids.length < shown.length}
        @change=${(event: Event) => select(shown, isChecked(event))}
      />
      <span>All</span>
    </label>
    ${commandButton({
      label: 'Assign',
      accessibleLabel: 'Assign ticked sessions to a task',
      disabled,
      run: () => host.send({ type: 'assignSessions', ids }),
    })}
    ${commandButton({
      label: 'Make Task',
      accessibleLabel: 'Make a task of the ticked sessions',
      disabled,
      run: () => host.send({ type: 'makeTask', ids }),
    })}
    ${commandButton({
      label: 'Ignore',
      accessibleLabel: 'Ignore the ticked sessions',
      disabled,
      run: () => host.send({ type: 'ignoreSessions', ids }),
    })}
    <span class="quiet" role="status">${disabled ? 'None ticked' : `${formatCount(ids.length)} ticked`}</span>
  </div>`;
}

function placeGroup({ folder, sessions }: Place, view: InboxSectionView): TemplateResult {
  const { selected, select, host } = view;
  const name = `${sessions[0]?.dayLabel ?? ''}, ${folderName(folder)}`;
  const ids = sessions.map(({ id }) => id);
  const ticked = ids.filter((id) => selected.has(id)).length;
  return html`<fieldset class="place">
    <legend class="visually-hidden">${name}</legend>
    <div class="place-heading">
      <label title=${folder ?? nothing}>
        <input
          type="checkbox"
          aria-label="All of ${name}"
          .checked=${ticked === ids.length}
          .indeterminate=${ticked > 0 && ticked < ids.length}
          @change=${(event: Event) => select(ids, isChecked(event))}
        />
        <span>${sessions[0]?.dayLabel} · <bdi>${folderName(folder)}</bdi></span>
      </label>
      ${
        folder === null
          ? nothing
          : commandButton({
              label: 'Ignore Folder',
              accessibleLabel: `Always ignore the folder ${folder}`,
              run: () => host.send({ type: 'ignoreFolder', folder }),
            })
      }
    </div>
    <ul>
      ${repeat(
        sessions,
        ({ id }) => id,
        (session) => sessionLine(session, selected.has(session.id), select),
      )}
    </ul>
  </fieldset>`;
}

function sessionLine(
  { id, agent, timeLabel, figures, firstLine, automated, rest, working }: InboxSessionView,
  ticked: boolean,
  select: InboxSectionView['select'],
): TemplateResult {
  const marks = [
    ...(working ? ['working now'] : []),
    ...(rest ? ['rest of a session'] : []),
    ...(automated ? ['run by a program'] : []),
  ];
  return html`<li>
    <label>
      <input
        type="checkbox"
        data-session=${id}
        .checked=${ticked}
        @change=${(event: Event) => select([id], isChecked(event))}
      />
      <span>
        <bdi>${agent}</bdi>, ${timeLabel} · ${figures}
        ${marks.length === 0 ? nothing : html`<span class="quiet">· ${marks.join(' · ')}</span>`}
        ${firstLine === null ? nothing : html`<span class="first-line quiet" dir="auto">${firstLine}</span>`}
      </span>
    </label>
  </li>`;
}

function footer({ inbox, host }: InboxSectionView): TemplateResult {
  const { count, sessions, skipped, ignoredFolders } = inbox;
  const more = count - sessions.length;
  return html`${
    more > 0
      ? html`<p class="quiet">
          ${formatCount(more)} older ones are not shown here. Go to their day, or use the command Make Task
          from Agent Sessions.
        </p>`
      : nothing
  }
  ${skipped === null ? nothing : html`<p class="quiet">${skipped}</p>`}
  ${
    ignoredFolders.length === 0
      ? nothing
      : html`<details>
          <summary>Ignored folders: ${formatCount(ignoredFolders.length)}</summary>
          <ul>
            ${ignoredFolders.map(
              (folder) =>
                html`<li class="ignored">
                  <bdi>${folder}</bdi> ${commandButton({
                    label: 'Stop Ignoring',
                    accessibleLabel: `Stop ignoring the folder ${folder}`,
                    run: () => host.send({ type: 'stopIgnoringFolder', folder }),
                  })}
                </li>`,
            )}
          </ul>
        </details>`
  }`;
}

/** Newest first, as the sessions are; one group for each folder of a day. */
function placesOf(sessions: readonly InboxSessionView[]): readonly Place[] {
  const places = new Map<string, Place>();
  for (const session of sessions) {
    const { day, folder } = session;
    const key = `${day} ${folder ?? ''}`;
    const place = places.get(key) ?? { key, day, folder, sessions: [] };
    place.sessions.push(session);
    places.set(key, place);
  }
  // The folders of a day stay together, whichever worked last.
  return [...places.values()].sort((a, b) => (a.day === b.day ? 0 : a.day > b.day ? -1 : 1));
}

function isChecked({ currentTarget }: Event): boolean {
  return currentTarget instanceof HTMLInputElement && currentTarget.checked;
}
