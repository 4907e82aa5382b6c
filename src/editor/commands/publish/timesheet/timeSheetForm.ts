import * as l10n from '@vscode/l10n';
import { timeSheet, type TimeSheet } from '../../../../core/publish/timesheet/timeSheet';
import type { ClientRules } from '../../../../core/publish/clients/clientOf';
import type { PublishingStore } from '../../../../core/publish/selection/publicReads';
import { oneLine } from '../../../../core/typed/oneLine';
import { parsed, rejected, type Parsed } from '../../../../core/typed/parsed';
import { isolated } from '../../../../core/texts/isolatedText';
import type { askText } from '../../../quickInput/askText';
import type { pickOne } from '../../../quickInput/pickOne';
import type { FormRow } from '../../../quickInput/runForm';
import type { ChosenDays } from '../../record/pickDays';
import { tasksText } from '../../record/countTexts';
import { longestUserName, withProgram, type TimeSheetChoices } from '../../../timesheet/timeSheetChoices';
import {
  clientsText,
  clockChoices,
  clockName,
  dateChoices,
  minutesChoices,
  minutesName,
  perChoices,
  perName,
  programChoices,
  programNames,
  roundingChoices,
  roundingName,
  sheetText,
  userLabel,
} from './timeSheetTexts';

/** The row that completes the form. */
export const previewRow = 'preview';

/** How the form asks; the editor's own, or a test's. */
export interface TimeSheetAsks {
  readonly pickOne: typeof pickOne;
  readonly askText: typeof askText;
  readonly pickDays: () => Promise<ChosenDays | undefined>;
}

interface TimeSheetFormDeps extends TimeSheetAsks {
  readonly store: PublishingStore;
  /** The user's clients, and how folders are compared. */
  readonly rules: ClientRules;
  readonly title: string;
}

/** A time sheet as its form stands: which days, whose time, how it is rounded and written. */
export class TimeSheetForm {
  /** Undefined: of all clients. */
  private client: string | undefined;
  private includePrivate = false;
  private made: { readonly by: string; readonly of: unknown; readonly sheet: TimeSheet } | undefined;

  constructor(
    private readonly deps: TimeSheetFormDeps,
    private days: ChosenDays,
    private chosen: TimeSheetChoices,
  ) {}

  get choices(): TimeSheetChoices {
    return this.chosen;
  }

  /** For the name of a file. */
  get daysName(): string {
    return this.days.name;
  }

  /** Made again only for other choices or another record: the rows are asked for each second. */
  sheet(): TimeSheet {
    const { store, rules } = this.deps;
    const { minutes, rounding, per } = this.chosen;
    const { days, client, includePrivate } = this;
    const choice = { ...days, client, includePrivate, minutes, rounding, per };
    const [by, of] = [JSON.stringify(choice), store.daySums()];
    if (this.made?.by !== by || this.made.of !== of) {
      this.made = { by, of, sheet: timeSheet(store, { ...rules, ...choice }) };
    }
    return this.made.sheet;
  }

  rows(): readonly FormRow[] {
    const { program, email, minutes, rounding, per, dateFormat, clock } = this.chosen;
    const sheet = this.sheet();
    return [
      {
        id: previewRow,
        label: `$(check) ${l10n.t('Preview Time Sheet')}`,
        description: sheetText(sheet),
        detail: clientsText(sheet),
      },
      { id: 'days', label: l10n.t('Days'), description: this.days.name, heading: l10n.t('Time') },
      ...(this.deps.rules.clients.length === 0
        ? []
        : [
            {
              id: 'client',
              label: l10n.t('Client'),
              description: this.client === undefined ? l10n.t('All clients') : isolated(this.client),
            },
          ]),
      { id: 'minutes', label: l10n.t('Minutes'), description: minutesName(minutes) },
      { id: 'rounding', label: l10n.t('Rounding'), description: roundingName(rounding) },
      { id: 'per', label: l10n.t('Entries'), description: perName(per) },
      ...this.privateRows(sheet),
      { id: 'program', label: l10n.t('For'), description: programNames[program], heading: l10n.t('File') },
      {
        id: 'email',
        label: userLabel(program),
        description: email === '' ? l10n.t('missing') : isolated(email),
      },
      { id: 'dates', label: l10n.t('Dates'), description: dateFormat },
      // The others have but one way to write hours.
      ...(program === 'clockify'
        ? [{ id: 'clock', label: l10n.t('Clock'), description: clockName(clock) }]
        : []),
    ];
  }

  /** @returns the row to select next, or `done` when there is something to preview */
  async choose(id: string): Promise<{ readonly select: string } | 'done'> {
    switch (id) {
      case previewRow:
        return this.complete();
      case 'days':
        this.days = (await this.deps.pickDays()) ?? this.days;
        break;
      case 'client':
        await this.pickClient();
        break;
      case 'private':
        this.includePrivate = !this.includePrivate;
        break;
      case 'email':
        await this.askEmail();
        break;
      default:
        await this.pickChoice(id);
    }
    return { select: id };
  }

  private async complete(): Promise<{ readonly select: string } | 'done'> {
    if (this.sheet().entries.every(({ roundedMinutes }) => roundedMinutes === 0)) {
      return { select: 'days' };
    }
    if (this.chosen.email === '' && !(await this.askEmail())) {
      return { select: 'email' };
    }
    return 'done';
  }

  /** Only where something is left out, or would be. */
  private privateRows({ leftOut }: TimeSheet): readonly FormRow[] {
    const label = l10n.t('Private tasks');
    if (this.includePrivate) {
      return [{ id: 'private', label, description: l10n.t('included, and those in ignored folders') }];
    }
    return leftOut.length === 0
      ? []
      : [{ id: 'private', label, description: l10n.t('{0} left out', tasksText(leftOut.length)) }];
  }

  private async pickClient(): Promise<void> {
    const chosen = await this.deps.pickOne<string | null>(this.deps.title, l10n.t('Select a client'), [
      { label: l10n.t('All clients'), value: null },
      ...this.deps.rules.clients.map(({ name }) => ({ label: isolated(name), value: name })),
    ]);
    if (chosen !== undefined) {
      this.client = chosen ?? undefined;
    }
  }

  private async pickChoice(id: string): Promise<void> {
    const { title, pickOne: pick } = this.deps;
    const change = <Name extends keyof TimeSheetChoices>(
      name: Name,
      value: TimeSheetChoices[Name] | undefined,
    ): void => {
      this.chosen = value === undefined ? this.chosen : { ...this.chosen, [name]: value };
    };
    switch (id) {
      case 'minutes':
        return change('minutes', await pick(title, l10n.t('Select the time to bill'), minutesChoices()));
      case 'rounding':
        return change('rounding', await pick(title, l10n.t('Select how it is rounded'), roundingChoices()));
      case 'per':
        return change('per', await pick(title, l10n.t('Select what is rounded as one'), perChoices()));
      case 'dates':
        return change('dateFormat', await pick(title, l10n.t('Select how dates are written'), dateChoices));
      case 'clock':
        return change('clock', await pick(title, l10n.t('Select how hours are written'), clockChoices()));
      case 'program': {
        const program = await pick(title, l10n.t('Select the program that imports it'), programChoices);
        this.chosen = program === undefined ? this.chosen : withProgram(this.chosen, program);
        return undefined;
      }
      default:
        return undefined;
    }
  }

  /** @returns whether there is one now */
  private async askEmail(): Promise<boolean> {
    const { program, email } = this.chosen;
    const answer = await this.deps.askText({
      title: this.deps.title,
      prompt: l10n.t('Whose time it is, as {0} knows you.', programNames[program]),
      value: email,
      canGoBack: true,
      check: parseUser,
    });
    const user = answer.kind === 'accepted' ? parseUser(answer.text) : undefined;
    if (user?.ok) {
      this.chosen = { ...this.chosen, email: user.value };
    }
    return this.chosen.email !== '';
  }
}

function parseUser(text: string): Parsed<string> {
  const user = oneLine(text);
  return user === '' || user.length > longestUserName
    ? rejected(l10n.t('Enter 1 to {0} characters.', longestUserName))
    : parsed(user);
}
