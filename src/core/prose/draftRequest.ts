/** What a language model is asked to write a page about a day from: the findings, and nothing else of the record. */
export function draftRequest(day: string, findings: readonly string[]): string {
  return [
    `Write a short page about the work of ${day} in plain English Markdown, without a heading.`,
    'Use only the findings below. Copy each figure as it is written, and state none that is not there.',
    'Write like an engineer: no hype, no conclusions beyond the findings, a few paragraphs.',
    '',
    'Findings:',
    ...findings.map((each) => `- ${each}`),
    '',
  ].join('\n');
}
