import * as l10n from '@vscode/l10n';
import { similarAnswer } from '../../../core/proposal/similarAnswer';
import type { WorkFacts } from '../../../core/proposal/suggesting/suggestionRequest';
import type { CameOut, Task } from '../../../core/task/task';
import { isolated } from '../../../core/texts/isolatedText';
import { folderName } from '../../../core/transcript/inbox/inboxText';
import type { Suggesting } from '../../suggest/suggesting';
import { estimateText, shortTitle } from '../task/taskText';
import { toggledSuggestion, withSuggestion } from './draftedSuggestion';
import type { FormDraft, FormDrafts } from './formDrafts';
import type { ActionRow, FormSuggesting } from './taskForm';

interface SuggestDeps {
  readonly drafts: FormDrafts;
  readonly suggesting: Suggesting;
  readonly store: Parameters<typeof similarAnswer>[0];
}

/** What is known of a form's work. */
export interface SuggestedWork {
  readonly task: Pick<Task, 'id' | 'folder' | 'project' | 'branch'>;
  readonly title: string;
  readonly private: boolean;
  readonly cameOut: CameOut | undefined;
}

/** How a form asks a language model to fill in its title and estimate. @param work as the form stands */
export function formSuggesting(deps: SuggestDeps, key: string, work: () => SuggestedWork): FormSuggesting {
  const { drafts, suggesting } = deps;
  return {
    tooltip: l10n.t('Suggest with Language Model'),
    offered: suggesting.findOut(),
    run: async () => {
      const now = work();
      const suggestion = await suggesting.suggest(factsOf(deps, now), now.private);
      if (suggestion === undefined) {
        return false;
      }
      drafts.set(key, withSuggestion(drafts.get(key), suggestion));
      return true;
    },
  };
}

/** The rows of a form for asking a language model, where there is one, and for what it suggested. */
export function suggestRows(
  { drafts, suggesting }: Pick<SuggestDeps, 'drafts' | 'suggesting'>,
  key: string,
  { suggestion }: FormDraft,
  ask: FormSuggesting['run'],
): readonly ActionRow[] {
  const asking: readonly ActionRow[] = suggesting.isOffered
    ? [
        {
          row: {
            id: 'suggest',
            label: `$(sparkle) ${l10n.t('Suggest')}`,
            description: l10n.t(
              'a language model drafts description and estimate; you see first what is sent',
            ),
          },
          run: async () => {
            await ask();
          },
        },
      ]
    : [];
  if (suggestion === undefined) {
    return asking;
  }
  const { title, hours, low: lowHours, high: highHours, because, model = '' } = suggestion.input;
  const said = l10n.t(
    '“{0}” {1} by {2}',
    shortTitle({ title }),
    estimateText({
      hours,
      ...(lowHours !== undefined && { lowHours }),
      ...(highHours !== undefined && { highHours }),
    }),
    isolated(model),
  );
  return [
    ...asking,
    {
      row: {
        id: 'suggested',
        label: l10n.t('Suggested'),
        description: suggestion.leftOut ? l10n.t('left out') : said,
        detail: suggestion.leftOut ? undefined : because,
      },
      run: () => {
        drafts.set(key, toggledSuggestion(drafts.get(key)));
        return Promise.resolve();
      },
    },
  ];
}

function factsOf({ store }: Pick<SuggestDeps, 'store'>, { task, title, cameOut }: SuggestedWork): WorkFacts {
  const { id, folder, project, branch } = task;
  const similar = similarAnswer(store, title, { includePrivate: false }).filter((each) => each.id !== id);
  return {
    title,
    folder: project ?? (folder === null ? null : folderName(folder)),
    branch,
    cameOut,
    similar,
  };
}
