import type { RecordTemplate } from './recordTemplate';

const further = [
  { column: 'tokens', heading: 'Tokens', optional: true },
  { column: 'private', heading: 'Private', optional: true },
  { column: 'estimator', heading: 'Estimator', optional: true },
  { column: 'reviewed', heading: 'Reviewed', optional: true },
  { column: 'outcome', heading: 'Outcome', optional: true },
] as const;

/** All that a record has to say; what is written where nothing else is asked for. */
export const standardTemplate: RecordTemplate = {
  name: 'standard',
  title: 'Leverage record {days}',
  taskLog: null,
  columns: [
    { column: 'number', heading: '#' },
    { column: 'title', heading: 'Task' },
    { column: 'hours', heading: 'Human Est.', unit: 'h' },
    { column: 'aiMinutes', heading: 'AI', unit: 'm' },
    { column: 'supervisoryMinutes', heading: 'Sup.', unit: 'm' },
    { column: 'factor', heading: 'Factor' },
    { column: 'supervisoryFactor', heading: 'Sup. Factor' },
    ...further,
    { column: 'evidence', heading: 'Evidence' },
  ],
  totals: 'Totals',
  analysis: 'Analysis',
  scope: 'Scope',
};

/** Headings as records that are kept by hand have them; an import reads them all. */
export const templatePresets: readonly RecordTemplate[] = [
  standardTemplate,
  {
    name: 'agent',
    title: 'Leverage Record: {days}',
    taskLog: 'Task Log',
    columns: [
      { column: 'number', heading: '#' },
      { column: 'title', heading: 'Task' },
      { column: 'hours', heading: 'Human Est.', unit: 'h' },
      { column: 'aiMinutes', heading: '{agent}', unit: 'm' },
      { column: 'supervisoryMinutes', heading: 'Sup.', unit: 'm' },
      { column: 'factor', heading: 'Factor' },
      { column: 'supervisoryFactor', heading: 'Sup. Factor' },
      ...further,
    ],
    totals: 'The Numbers',
    analysis: 'Analysis',
    scope: 'Scope',
  },
  {
    name: 'initials',
    title: 'Leverage Record: {days}',
    taskLog: 'Task Log',
    columns: [
      { column: 'number', heading: '#' },
      { column: 'title', heading: 'Task' },
      { column: 'hours', heading: 'Human Est.', unit: 'h' },
      { column: 'aiMinutes', heading: '{agent}', unit: 'm' },
      { column: 'supervisoryMinutes', heading: 'Supv.', unit: 'm' },
      { column: 'factor', heading: 'LF', decimals: 0 },
      { column: 'supervisoryFactor', heading: 'SLF', decimals: 0 },
      ...further,
    ],
    totals: 'The Numbers',
    analysis: 'Analysis',
    scope: 'Scope',
  },
  {
    name: 'words',
    title: 'Leverage Record: {days}',
    taskLog: 'Task Log',
    columns: [
      { column: 'number', heading: '#' },
      { column: 'title', heading: 'Task' },
      { column: 'hours', heading: 'Human Est.', unit: 'hours' },
      { column: 'aiMinutes', heading: '{agent}', unit: 'min' },
      { column: 'factor', heading: 'Leverage', decimals: 0 },
      ...further,
    ],
    totals: 'The Numbers',
    analysis: null,
    scope: 'Scope',
  },
];
