import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatCount } from '../../src/core/figures/format';
import type { FindingView, RecordState } from '../../src/core/page/protocol';
import { ownTextLimit } from '../../src/core/task/dayText';
import { commandButton } from '../commandButton';
import type { Host } from '../host';

const mostAtFirst = 4;

export interface AnalysisView {
  readonly state: RecordState;
  readonly host: Host;
  /** Whether the user arranges the paragraphs. */
  readonly arranging: boolean;
  /** The user's text as typed and not saved; null if it is as the record has it. */
  readonly draft: string | null;
  /** Whether all paragraphs are shown, not only the first. */
  readonly whole: boolean;
  readonly showWhole: (whole: boolean) => void;
  readonly arrange: (arranging: boolean) => void;
  readonly type: (text: string | null) => void;
}

/** What there is to say about the day: paragraphs to read, or to hide, move and write. */
export function dayAnalysis(view: AnalysisView): TemplateResult | typeof nothing {
  const { state, arranging, arrange } = view;
  if (state.findings.length === 0) {
    return nothing;
  }
  return html`<section class="analysis" aria-labelledby="analysis-heading">
    <header>
      <h2 id="analysis-heading">${l10n.t('Analysis')}</h2>
      ${commandButton({
        label: arranging ? l10n.t('Done') : l10n.t('Arrange'),
        accessibleLabel: arranging ? l10n.t('Finish arranging the analysis') : l10n.t('Arrange the analysis'),
        run: () => {
          save(view);
          arrange(!arranging);
        },
      })}
    </header>
    ${
      arranging
        ? html`<ol>
              ${repeat(
                state.findings,
                ({ kind }) => kind,
                (finding, place) => part(finding, place, view),
              )}
            </ol>
            ${ownText(view)}`
        : reading(view)
    }
  </section>`;
}

/** The first paragraphs, so that the task log below stays near, or all of them. */
function reading({ state, whole, showWhole }: AnalysisView): TemplateResult {
  const paragraphs = state.findings
    .filter(({ hidden }) => !hidden)
    .flatMap(({ kind, sentences }) => (kind === 'own' ? sentences : [sentences.join(' ')]));
  const isLong = paragraphs.length > mostAtFirst + 1;
  const shown = isLong && !whole ? paragraphs.slice(0, mostAtFirst) : paragraphs;
  return html`${shown.map((paragraph) => html`<p dir="auto">${paragraph}</p>`)}
  ${
    isLong
      ? html`<div class="commands">
          ${commandButton({
            label: whole
              ? l10n.t('Show Less')
              : l10n.t('Show All {0} Paragraphs', formatCount(paragraphs.length)),
            run: () => showWhole(!whole),
          })}
        </div>`
      : nothing
  }`;
}

function part({ kind, title, sentences, hidden }: FindingView, place: number, view: AnalysisView) {
  const { state, host } = view;
  const kinds = state.findings.map((finding) => finding.kind);
  const move = (to: number) => {
    const others = kinds.filter((each) => each !== kind);
    host.send({
      type: 'orderFindings',
      day: state.day,
      order: [...others.slice(0, to), kind, ...others.slice(to)],
    });
  };
  return html`<li class=${hidden ? 'hidden' : nothing}>
    <div class="commands" role="group" aria-label=${title}>
      <strong>${title}</strong>
      ${commandButton({
        label: l10n.t('Move Up'),
        accessibleLabel: l10n.t('Move {0} up', title),
        disabled: place === 0,
        run: () => move(place - 1),
      })}
      ${commandButton({
        label: l10n.t('Move Down'),
        accessibleLabel: l10n.t('Move {0} down', title),
        disabled: place === kinds.length - 1,
        run: () => move(place + 1),
      })}
      ${commandButton({
        label: hidden ? l10n.t('Show') : l10n.t('Hide'),
        accessibleLabel: hidden ? l10n.t('Show {0}', title) : l10n.t('Hide {0}', title),
        run: () => host.send({ type: 'hideFinding', day: state.day, kind, hidden: !hidden }),
      })}
    </div>
    <p dir="auto">${sentences[0] ?? ''}</p>
  </li>`;
}

function ownText(view: AnalysisView): TemplateResult {
  const { state, draft, type } = view;
  const text = draft ?? state.ownText;
  return html`<div class="own-text">
    <label for="own-text">${l10n.t('Your text; each line becomes a paragraph')}</label>
    <textarea
      id="own-text"
      rows="4"
      dir="auto"
      maxlength=${ownTextLimit}
      .value=${text}
      @input=${(event: Event) => type(textIn(event))}
    ></textarea>
    ${commandButton({
      label: l10n.t('Save Text'),
      disabled: text === state.ownText,
      run: () => save(view),
    })}
  </div>`;
}

function save({ state, host, draft, type }: AnalysisView): void {
  if (draft !== null && draft !== state.ownText) {
    host.send({ type: 'writeOwnText', day: state.day, text: draft });
  }
  type(null);
}

function textIn({ target }: Event): string {
  return target instanceof HTMLTextAreaElement ? target.value : '';
}
