// @ts-check

/** @typedef {import('./outcome').Outcome} Outcome */

/**
 * @typedef {object} Measured
 * @property {string} name
 * @property {Outcome | undefined} outcome undefined where it could not be measured
 * @property {string} load the load average before and after
 */

/**
 * @param {readonly Measured[]} measured
 * @param {readonly string[]} machine
 * @param {string} date YYYY-MM-DD
 */
export function resultsDocument(measured, machine, date) {
  const found = measured.flatMap(({ outcome }) => outcome ?? []);
  const goals = found.flatMap((outcome) => outcome.goals);
  return [
    '# Benchmarks',
    '',
    `Measured on ${date}. Repeat with \`npm run bench\`, which writes this file anew; \`npm run bench -- append open\` runs and prints only some.`,
    '',
    ...machine.map((line) => `- ${line}`),
    `- Load average of the machine before and after each: ${measured.map(({ name, load }) => `${name} ${load}`).join('; ')}`,
    '',
    '## Goals',
    '',
    ...table(
      ['goal', 'measured', 'limit', ''],
      goals.map((goal) => [goal.name, goal.figure, goal.limit, goal.met ? 'met' : '**missed**']),
    ),
    ...missing(measured),
    ...found.flatMap(({ title, head, rows, notes }) => [
      `## ${title}`,
      '',
      ...table(head, rows),
      '',
      ...notes.map((note) => `- ${note}`),
      '',
    ]),
  ].join('\n');
}

/** @param {readonly Measured[]} measured */
function missing(measured) {
  const names = measured.filter(({ outcome }) => !outcome).map(({ name }) => name);
  return names.length === 0 ? [''] : ['', `Could not be measured this time: ${names.join(', ')}.`, ''];
}

/**
 * Columns padded to equal width, so that it reads in a terminal too.
 *
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
function table(head, rows) {
  const widths = head.map((text, column) =>
    Math.max(3, text.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (/** @type {readonly string[]} */ cells) =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}
