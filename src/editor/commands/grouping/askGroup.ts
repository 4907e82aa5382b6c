import * as l10n from '@vscode/l10n';
import { hasSameLetters } from '../../../core/grouping/knownSpelling';
import { suggestGroups, type SuggestedGroup } from '../../../core/grouping/suggestGroups';
import type { Grouping } from '../../../core/task/grouping';
import type { Task } from '../../../core/task/task';
import { isolated } from '../../../core/texts/isolatedText';
import { parseGroupName } from '../../../core/typed/parseGroupName';
import { pickOrType } from '../../quickInput/pickOrType';
import type { Choice } from '../../quickInput/pickOne';
import type { CommandDeps } from '../deps/commandDeps';
import { tasksText } from '../record/countTexts';
import { groupingQuestion } from './groupingText';

/** What similar tasks had long ago says little, and comparing every title takes long. */
const mostCompared = 2000;
/** More than that is a list to search. */
const mostSuggested = 5;

/** The choice of no group, or the name of one. */
export interface ChosenGroup {
  readonly name: string | null;
}

export interface GroupQuestion {
  readonly grouping: Grouping;
  readonly title: string;
  /** Those that get it: what is offered first follows from them. */
  readonly tasks: readonly Pick<Task, 'id' | 'title' | 'folder'>[];
  /** Whether there is something to take away. */
  readonly isSet: boolean;
}

/** Asks for a category or workstream: one that tasks have, the likeliest first, a new one, or none. */
export async function askGroup(
  { store }: Pick<CommandDeps, 'store'>,
  { grouping, title, tasks, isSet }: GroupQuestion,
): Promise<ChosenGroup | undefined> {
  const groups = suggestGroups(grouping, tasks, store.groupedTasks(mostCompared));
  const suggested = groups.filter(({ fits }) => fits).slice(0, mostSuggested);
  const others = groups.filter((group) => !suggested.includes(group));
  return pickOrType<ChosenGroup>({
    title,
    placeholder: groupingQuestion(grouping),
    groups: [
      { heading: l10n.t('suggested'), choices: suggested.map(choiceOf) },
      { heading: suggested.length > 0 ? l10n.t('others') : '', choices: others.map(choiceOf) },
      { heading: '', choices: isSet ? [{ label: l10n.t('None'), value: { name: null } }] : [] },
    ],
    typed: (text) => newGroup(text, groups),
  });
}

function choiceOf({ name, tasks }: SuggestedGroup): Choice<ChosenGroup> {
  return { label: isolated(name), description: tasksText(tasks), value: { name } };
}

/** A name that isn't there yet, in no other letter case either: two spellings of one name would be two groups. */
function newGroup(text: string, groups: readonly SuggestedGroup[]): Choice<ChosenGroup> | undefined {
  const read = parseGroupName(text);
  if (!read.ok) {
    return undefined;
  }
  const name = read.value;
  const isKnown = groups.some((group) => hasSameLetters(group.name, name));
  return isKnown ? undefined : { label: isolated(name), description: l10n.t('new'), value: { name } };
}
