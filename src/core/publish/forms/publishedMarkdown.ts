import {
  analysisPart,
  scopePart,
  taskLogPart,
  documentTitle,
  totalsPart,
  writeMarkdown,
  type MarkdownLook,
} from '../../exchange/writing/writeMarkdown';
import { standardTemplate } from '../../exchange/template/templatePresets';
import type { Publication } from '../selection/publication';

/** A publication as a document: of a day, or of a span with a chapter for each of its days. */
export function publishedMarkdown(publication: Publication, given: Omit<MarkdownLook, 'agent'>): string {
  const { days, whole, findings, scope, name, agent, period } = publication;
  const look = { ...given, agent };
  const [first] = days;
  if (period.unit === 'day' && first !== undefined) {
    return writeMarkdown(first.record, {
      ...look,
      includePrivate: true,
      findings: () => first.findings,
      scope,
    });
  }
  const { template = standardTemplate } = look;
  return [
    `# ${documentTitle(template, name)}`,
    ...totalsPart(whole.totals, look, '##'),
    ...analysisPart(findings, look, '##'),
    ...days.flatMap(({ record, findings: ofDay }) => [
      '',
      `## ${record.day}`,
      ...taskLogPart(record.rows, look, '###'),
      ...totalsPart(record.totals, look, '###'),
      ...analysisPart(ofDay, look, '###'),
    ]),
    ...scopePart(scope, look),
    '',
  ].join('\n');
}
