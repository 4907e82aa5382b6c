import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatCount } from '../../src/core/figures/format';
import type { InboxView } from '../../src/core/page/protocol';
import { folderName } from '../../src/core/transcript/inbox/inboxText';
import { commandButton, iconButton } from '../commandButton';
import type { Host } from '../host';
import { addIcon, arrowRightIcon } from '../icons';

const shown = 3;

/** The newest sessions that belong to no task; nothing if there are none. */
export function inboxSummary(inbox: InboxView, host: Host): TemplateResult | typeof nothing {
  if (inbox.count === 0) {
    return nothing;
  }
  return html`<section class="inbox" aria-labelledby="inbox-heading">
    <header>
      <h2 id="inbox-heading">${l10n.t('Inbox, {0}', formatCount(inbox.count))}</h2>
    </header>
    <ul>
      ${repeat(
        inbox.sessions.slice(0, shown),
        ({ id }) => id,
        (session) => {
          const name = l10n.t(
            '{0} in {1}, {2}',
            session.agent,
            folderName(session.folder),
            session.timeLabel,
          );
          return html`<li>
            <span class="inbox-session" title=${session.dayLabel}>
              <bdi>${session.agent}</bdi> · <bdi>${folderName(session.folder)}</bdi>
              <span class="beside">${session.day}, ${session.timeLabel}</span>
              <span class="beside">${session.figures}</span>
            </span>
            ${iconButton({
              icon: arrowRightIcon,
              label: l10n.t('Assign to Task: {0}', name),
              run: () => host.send({ type: 'assignSessions', ids: [session.id] }),
            })}
            ${iconButton({
              icon: addIcon,
              label: l10n.t('Make Task: {0}', name),
              run: () => host.send({ type: 'makeTask', ids: [session.id] }),
            })}
          </li>`;
        },
      )}
    </ul>
    ${inbox.skipped === null ? nothing : html`<p class="quiet">${inbox.skipped}</p>`}
    ${commandButton({ label: l10n.t('Show Inbox'), run: () => host.send({ type: 'showInbox' }) })}
  </section>`;
}
