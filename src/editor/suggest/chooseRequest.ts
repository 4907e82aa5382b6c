import * as l10n from '@vscode/l10n';
import {
  requestParts,
  suggestionRequest,
  type OfferedPart,
  type RequestPart,
} from '../../core/proposal/suggesting/suggestionRequest';
import type { WindowMemory } from '../../recorder/ports/windowMemory';
import type { LanguageModel } from '../models/languageModels';
import type { pickModel } from '../models/pickModel';
import type { FormRow, runForm } from '../quickInput/runForm';

/** Shows a text, or what `work` replaces it by, until `work` has settled. */
export interface TextPreview {
  ofText<T>(path: string, text: string, work: (replace: (by: string) => void) => Promise<T>): Promise<T>;
}

interface ChoosingDeps {
  readonly preview: TextPreview;
  readonly memory: WindowMemory;
  readonly runForm: typeof runForm;
  readonly pickModel: typeof pickModel;
}

export interface ChosenRequest {
  readonly model: LanguageModel;
  /** Exactly as it was shown. */
  readonly request: string;
}

const leftOutKey = 'suggestionLeavesOut';
const modelKey = 'suggestionModel';
/** Of private work nothing is sent that says what it is, unless the user selects it each time. */
const sentOfPrivate: readonly RequestPart[] = ['cameOut'];

/**
 * Shows all that would be sent while the user leaves parts out or takes them in, and selects the model. What they leave
 * out stays left out the next time. @returns undefined if they left
 */
export async function chooseRequest(
  deps: ChoosingDeps,
  models: readonly LanguageModel[],
  offered: readonly OfferedPart[],
  isPrivate: boolean,
): Promise<ChosenRequest | undefined> {
  const { preview, memory } = deps;
  const kept = memory.get(leftOutKey);
  const leftOut = new Set<RequestPart>(
    requestParts.filter((part) =>
      isPrivate ? !sentOfPrivate.includes(part) : Array.isArray(kept) && kept.includes(part),
    ),
  );
  let model = models.find((each) => keyOf(each) === memory.get(modelKey)) ?? models[0];
  const sent = (): readonly OfferedPart[] => offered.filter(({ part }) => !leftOut.has(part));
  const request = (): string => suggestionRequest(sent());

  const completed = await preview.ofText('/suggest/request.md', request(), (replace) =>
    deps.runForm(
      {
        title: l10n.t('Suggest'),
        placeholder: l10n.t('Review the text to send; select a part to leave it out'),
        rows: () => rowsOf(model, models.length, offered, leftOut),
        choose: async (id) => {
          if (id === 'send') {
            return sent().length === 0 ? { select: offered[0]?.part ?? 'model' } : 'done';
          }
          if (id === 'model') {
            model = (await deps.pickModel(l10n.t('Suggest'), l10n.t('Select the model'), models)) ?? model;
            return { select: 'send' };
          }
          for (const { part } of offered.filter((each) => each.part === id)) {
            leftOut[leftOut.has(part) ? 'delete' : 'add'](part);
          }
          replace(request());
          return { select: id };
        },
      },
      'send',
    ),
  );
  if (!completed || model === undefined) {
    return undefined;
  }
  if (!isPrivate) {
    await memory.update(leftOutKey, [...leftOut]);
  }
  await memory.update(modelKey, keyOf(model));
  return { model, request: request() };
}

function keyOf({ vendor, id }: LanguageModel): string {
  return `${vendor}/${id}`;
}

function rowsOf(
  model: LanguageModel | undefined,
  models: number,
  offered: readonly OfferedPart[],
  leftOut: ReadonlySet<RequestPart>,
): readonly FormRow[] {
  const nothing = offered.every(({ part }) => leftOut.has(part));
  return [
    {
      id: 'send',
      label: `$(sparkle) ${l10n.t('Send to {0}', model?.name ?? '')}`,
      description: nothing ? l10n.t('select something to send first') : l10n.t('the text that is shown'),
    },
    ...(models > 1
      ? [
          {
            id: 'model',
            label: l10n.t('Model'),
            description: `${model?.name ?? ''} · ${model?.vendor ?? ''}`,
          },
        ]
      : []),
    ...offered.map(({ part, text }, index) => ({
      id: part,
      label: `${leftOut.has(part) ? '$(circle-slash)' : '$(check)'} ${partName(part)}`,
      description: leftOut.has(part) ? l10n.t('left out') : l10n.t('sent'),
      detail: text.replaceAll('\n', ' '),
      ...(index === 0 && { heading: l10n.t('What is sent') }),
    })),
  ];
}

function partName(part: RequestPart): string {
  switch (part) {
    case 'title':
      return l10n.t('Description so far');
    case 'folder':
      return l10n.t('Name of the folder');
    case 'branch':
      return l10n.t('Branch');
    case 'cameOut':
      return l10n.t('What came out');
    case 'similar':
      return l10n.t('Comparable tasks');
  }
}
