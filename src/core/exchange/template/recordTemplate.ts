import * as z from 'zod/mini';
import { boundedList, boundedText } from '../../bounded';

/** The columns that a published table can have, by content. */
export const templateColumnNames = [
  'number',
  'title',
  'hours',
  'aiMinutes',
  'supervisoryMinutes',
  'factor',
  'supervisoryFactor',
  'tokens',
  'day',
  'project',
  'category',
  'workstream',
  'private',
  'estimator',
  'reviewed',
  'outcome',
  'evidence',
] as const;
export type TemplateColumnName = (typeof templateColumnNames)[number];

/** How figures are written: `24h`, `120 hours`, `8m`, `90 min`, or the number alone. */
export const templateUnits = ['h', 'hours', 'm', 'min', 'none'] as const;

/** What is wrong with a template beyond its shape, for those who put it into words. */
export const templateFaults = { lines: 'lines', twice: 'twice', noTitle: 'no title' } as const;

const mostColumns = 30;
const heading = boundedText(1, 100).check(
  z.refine((text) => /^[^\p{Cc}\u2028\u2029]*$/u.test(text), { error: templateFaults.lines }),
);

const columnSchema = z.strictObject({
  column: z.enum(templateColumnNames),
  /** `{agent}` stands for the agent whose sessions the tasks have, where it is one, else for AI. */
  heading,
  unit: z.optional(z.enum(templateUnits)),
  /** Of factors at most, of hours at least. */
  decimals: z.optional(z.literal([0, 1, 2])),
  /** Left out where no task has something to say there. */
  optional: z.optional(z.boolean()),
});
export type TemplateColumn = Readonly<z.infer<typeof columnSchema>>;

/** What a published document is made of: its headings, and the columns of its table. Null leaves a part out. */
export const recordTemplateSchema = z.strictObject({
  name: boundedText(1, 60),
  /** `{days}` stands for the day or the span. */
  title: heading,
  taskLog: z.nullable(heading),
  columns: boundedList(columnSchema, 1, mostColumns).check(
    z.refine((columns) => new Set(columns.map(({ column }) => column)).size === columns.length, {
      error: templateFaults.twice,
    }),
    z.refine((columns) => columns.some(({ column }) => column === 'title'), {
      error: templateFaults.noTitle,
    }),
  ),
  totals: z.nullable(heading),
  analysis: z.nullable(heading),
  scope: z.nullable(heading),
});
export type RecordTemplate = Readonly<z.infer<typeof recordTemplateSchema>>;
