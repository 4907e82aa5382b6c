import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { bands, dimensions } from '../../src/core/history/historyQuery';
import type { HistoryQuery, HistoryState } from '../../src/core/page/historyProtocol';
import { drawnIcon } from '../drawnIcon';
import { typedText } from '../typedText';
import { bandName, filterName, groupName, type FilterKind } from './historyWords';
import { closeIcon } from '../icons';

type Filters = HistoryQuery['filters'];

export interface FiltersView {
  readonly state: HistoryState;
  readonly query: HistoryQuery;
  readonly shown: boolean;
  /** The search as it is typed. */
  readonly search: string;
  readonly show: (shown: boolean) => void;
  readonly type: (search: string) => void;
  readonly filter: (filters: Filters) => void;
}

/** One value of a filter, whatever its kind. */
interface Choice {
  readonly kind: FilterKind;
  readonly label: string;
  readonly chosen: boolean;
  readonly toggled: Filters;
}

/** The search over titles, the filters that are on, and all that there are. */
export function historyFilters(view: FiltersView): TemplateResult {
  const { search, shown, show, type, filter } = view;
  const choices = allChoices(view);
  const chosen = choices.filter((each) => each.chosen);
  return html`<section class="filters" aria-label=${l10n.t('Search and filters')}>
    <div class="commands">
      <input
        type="search"
        aria-label=${l10n.t('Search titles')}
        placeholder=${l10n.t('Search titles')}
        maxlength="200"
        .value=${search}
        @input=${(event: Event) => type(typedText(event))}
      />
      <button type="button" class="toggle" aria-expanded=${shown} @click=${() => show(!shown)}>
        ${chosen.length === 0 ? l10n.t('Filters') : l10n.t('Filters ({0})', chosen.length)}
      </button>
      ${chosen.map(
        ({ kind, label, toggled }) =>
          html`<button
            type="button"
            class="chip"
            dir="auto"
            title=${l10n.t('Remove filter')}
            aria-label=${l10n.t('Remove filter {0}: {1}', filterName(kind), label)}
            @click=${() => filter(toggled)}
          >
            <span>${label}</span>${drawnIcon(closeIcon)}
          </button>`,
      )}
      ${
        chosen.length < 2
          ? nothing
          : html`<button type="button" class="link" @click=${() => filter({})}>
              ${l10n.t('Clear Filters')}
            </button>`
      }
    </div>
    ${shown ? panel(choices, filter) : nothing}
  </section>`;
}

function panel(choices: readonly Choice[], filter: FiltersView['filter']): TemplateResult {
  const kinds = [...dimensions, 'band' as const].map((kind) => ({
    kind,
    of: choices.filter((choice) => choice.kind === kind),
  }));
  return html`<div class="choices">
    ${kinds
      .filter(({ of }) => of.length > 0)
      .map(
        ({ kind, of }) =>
          html`<fieldset>
            <legend>${filterName(kind)}</legend>
            ${of.map(
              ({ label, chosen, toggled }) =>
                html`<label>
                  <input type="checkbox" .checked=${chosen} @change=${() => filter(toggled)} />
                  <span dir="auto">${label}</span>
                </label>`,
            )}
          </fieldset>`,
      )}
  </div>`;
}

function allChoices({ state, query: { filters } }: FiltersView): Choice[] {
  const named = dimensions.flatMap((kind) => {
    const chosen = filters[kind] ?? [];
    // A filter that is on stays there to be taken away, even where nothing has that name now.
    const names = [...state.names[kind], ...chosen.filter((name) => !state.names[kind].includes(name))];
    return names.map((name) => ({
      kind,
      label: groupName(kind, name),
      chosen: chosen.includes(name),
      toggled: { ...filters, [kind]: toggled(chosen, name) },
    }));
  });
  const chosenBands = filters.band ?? [];
  const banded = bands.map((band) => ({
    kind: 'band' as const,
    label: bandName(band),
    chosen: chosenBands.includes(band),
    toggled: { ...filters, band: toggled(chosenBands, band) },
  }));
  return [...named, ...banded];
}

function toggled<T>(list: readonly T[], item: T): T[] {
  return list.includes(item) ? list.filter((each) => each !== item) : [...list, item];
}
