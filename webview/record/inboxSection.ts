import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatCount } from '../../src/core/figures/format';
import type { InboxSessionView, InboxView } from '../../src/core/page/protocol';
import { folderName } from '../../src/core/transcript/inbox/inboxText';
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

/** Sessions that belong to no task, by day and folder, with actions for the selected ones. */
export function inboxSection(view: InboxSectionView): TemplateResult {
  const { inbox, host } = view;
  return html`<section class="inbox" aria-labelledby="inbox-heading">
    <header>
      <h2 id="inbox-heading" tabindex="-1">
        ${inbox.count === 0 ? l10n.t('Inbox') : l10n.t('Inbox, {0}', formatCount(inbox.count))}
      </h2>
      ${
        inbox.canScan
          ? commandButton({ label: l10n.t('Scan History'), run: () => host.send({ type: 'scanHistory' }) })
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
  return html`<div class="commands" role="group" aria-label=${l10n.t('Actions for the selected sessions')}>
    <label>
      <input
        type="checkbox"
        aria-label=${l10n.t('All sessions shown')}
        .checked=${ids.length === shown.length}
        .indeterminate=${ids.length > 0 && ids.length < shown.length}
        @change=${(event: Event) => select(shown, isChecked(event))}
      />
      <span>${l10n.t('All')}</span>
    </label>
    ${commandButton({
      label: l10n.t('Assign'),
      accessibleLabel: l10n.t('Assign the selected sessions to a task'),
      disabled,
      run: () => host.send({ type: 'assignSessions', ids }),
    })}
    ${commandButton({
      label: l10n.t('Make Task'),
      accessibleLabel: l10n.t('Make a task from the selected sessions'),
      disabled,
      run: () => host.send({ type: 'makeTask', ids }),
    })}
    ${commandButton({
      label: l10n.t('Ignore'),
      accessibleLabel: l10n.t('Ignore the selected sessions'),
      disabled,
      run: () => host.send({ type: 'ignoreSessions', ids }),
    })}
    <span class="quiet" role="status"
      >${disabled ? l10n.t('None selected') : l10n.t('{0} selected', formatCount(ids.length))}</span
    >
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
          aria-label=${l10n.t('All of {0}', name)}
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
              label: l10n.t('Ignore Folder'),
              accessibleLabel: l10n.t('Ignore sessions in {0} and its subfolders', folder),
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
    ...(working ? [l10n.t('working now')] : []),
    ...(rest ? [l10n.t('rest of a session')] : []),
    ...(automated ? [l10n.t('run by a program')] : []),
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
  return html`${more > 0 ? html`<p class="quiet">${moreText(more)}</p>` : nothing}
  ${skipped === null ? nothing : html`<p class="quiet">${skipped}</p>`}
  ${
    ignoredFolders.length === 0
      ? nothing
      : html`<details>
          <summary>${l10n.t('Ignored folders: {0}', formatCount(ignoredFolders.length))}</summary>
          <ul>
            ${ignoredFolders.map(
              (folder) =>
                html`<li class="ignored">
                  <bdi>${folder}</bdi> ${commandButton({
                    label: l10n.t('Stop Ignoring'),
                    accessibleLabel: l10n.t('Stop ignoring {0}', folder),
                    run: () => host.send({ type: 'stopIgnoringFolder', folder }),
                  })}
                </li>`,
            )}
          </ul>
        </details>`
  }`;
}

function moreText(count: number): string {
  return count === 1
    ? l10n.t('1 older session is not shown here. Go to its day, or run Make Task from Agent Sessions.')
    : l10n.t(
        '{0} older sessions are not shown here. Go to their day, or run Make Task from Agent Sessions.',
        formatCount(count),
      );
}

/** Newest first, like the sessions; one group per folder and day. */
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
