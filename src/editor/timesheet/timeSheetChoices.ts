import * as z from 'zod/mini';
import { boundedText } from '../../core/bounded';
import { roundingSteps } from '../../core/publish/timesheet/rounding';
import { billedMinutes } from '../../core/publish/timesheet/timeSheet';
import {
  dateFormats,
  timeSheetPrograms,
  usualLook,
  type TimeSheetProgram,
} from '../../core/publish/timesheet/writeTimeSheet';
import type { WindowMemory } from '../../recorder/ports/windowMemory';

export const longestUserName = 200;

const choicesSchema = z.object({
  program: z.enum(timeSheetPrograms),
  /** Whose time it is there; empty until it was asked for. */
  email: boundedText(0, longestUserName),
  minutes: z.enum(billedMinutes),
  rounding: z.object({ step: z.literal([...roundingSteps]), to: z.enum(['up', 'nearest']) }),
  per: z.enum(['entry', 'day']),
  dateFormat: z.enum(dateFormats),
  clock: z.literal([12, 24]),
});
/** What a time sheet is made by, which is hardly another the next time. */
export type TimeSheetChoices = Readonly<z.infer<typeof choicesSchema>>;

/** Those of the command line. */
export const usualChoices: TimeSheetChoices = {
  program: 'toggl',
  email: '',
  minutes: 'ai',
  rounding: { step: 1, to: 'up' },
  per: 'entry',
  ...usualLook.toggl,
};

/** For another program, written as its users usually have it. */
export function withProgram(choices: TimeSheetChoices, program: TimeSheetProgram): TimeSheetChoices {
  return { ...choices, program, ...usualLook[program] };
}

const key = 'timeSheet';

/** The choices of the last time sheet, in all windows. */
export class LastTimeSheet {
  constructor(private readonly sharedMemory: WindowMemory) {}

  get choices(): TimeSheetChoices {
    return choicesSchema.safeParse(this.sharedMemory.get(key)).data ?? usualChoices;
  }

  async keep(choices: TimeSheetChoices): Promise<void> {
    await this.sharedMemory.update(key, choices);
  }
}
