import type { DayTextFields } from './dayText';

export const untouchedDayText: DayTextFields = { hidden: [], order: [], own: '' };
