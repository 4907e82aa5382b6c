import * as l10n from '@vscode/l10n';
import type { Interval } from '../../../core/days/interval';
import { cameOutText } from '../../../core/record/cameOut';
import type { CameOut, Task } from '../../../core/task/task';
import { isolated } from '../../../core/texts/isolatedText';
import { titleOfBranch } from '../../../core/typed/titleOfBranch';
import type { WhatCameOut } from '../../git/whatCameOut';
import type { FormDrafts } from './formDrafts';
import type { ActionRow } from './taskForm';

/** What git says came out of a form's work, and where: it helps to describe the work. */
export interface ShownResult {
  readonly cameOut: CameOut | undefined;
  /** As a sentence; undefined if nothing is known. */
  readonly hint: string | undefined;
  /** What the branch says of the work. */
  readonly title: string | undefined;
}

interface ResultDeps {
  readonly drafts: FormDrafts;
  readonly whatCameOut: WhatCameOut;
}

/** @param frozen what it was when the task was closed */
export async function resultOf(
  { whatCameOut }: Pick<ResultDeps, 'whatCameOut'>,
  place: Pick<Task, 'folder' | 'branch'>,
  spans: readonly Interval[],
  frozen?: CameOut,
): Promise<ShownResult> {
  const cameOut = frozen ?? (await whatCameOut(place, spans));
  const text = cameOut && cameOutText(cameOut);
  return {
    cameOut,
    hint: text === undefined ? undefined : l10n.t('What came out: {0}.', text),
    title: text === undefined || place.branch === null ? undefined : titleOfBranch(place.branch),
  };
}

/**
 * What came out, to be read; choosing it starts the description from what the branch is called, if that says something
 * new. None where nothing is known.
 */
export function cameOutRow(
  { drafts }: Pick<ResultDeps, 'drafts'>,
  key: string,
  { cameOut, title }: ShownResult,
  shownTitle: string,
): readonly ActionRow[] {
  const text = cameOut && cameOutText(cameOut);
  if (text === undefined) {
    return [];
  }
  const row = { id: 'cameOut', label: l10n.t('What came out'), description: text };
  return title === undefined || title.toLowerCase() === shownTitle.toLowerCase()
    ? [{ row, run: () => Promise.resolve() }]
    : [
        {
          row: {
            ...row,
            detail: l10n.t('Select to describe the task as its branch is called: “{0}”', isolated(title)),
          },
          run: () => {
            const draft = drafts.get(key);
            drafts.set(key, { ...draft, unfinished: { ...draft.unfinished, title } });
            return Promise.resolve('title' as const);
          },
        },
      ];
}
