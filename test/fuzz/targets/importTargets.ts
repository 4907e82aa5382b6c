import { planImport } from '../../../src/core/exchange/importing/planImport';
import type { ExistingTasks } from '../../../src/core/exchange/importing/findRows';
import { UserError } from '../../../src/core/userError';
import { expectThat, type FuzzTarget } from '../fuzzTarget';

const nothing: ExistingTasks = {
  task: () => undefined,
  tasksByImportKeys: () => new Map(),
  closedTasks: () => [],
};
const today = '2026-11-01';

const markdown = `# A day: April 12, 2026

| # | Task | Human Est. | Claude | Sup. | Factor | Sup. Factor |
|---|------|-----------:|---:|-----:|-------:|------------:|
| 1 | **Build** the \`thing\` | 160h | 20m | 2m | 480.0x | 4800.0x |
| 2 | Write [docs](x) \\| more | 1,200 h | 1h 20m | 25 min | 900.0x | 2,880.0× |
| 3 | Comment | ~12h (1-2h) | 105m (1.8h) | 1 | | |
| | **Totals** | **1,360.5h** | **113m** | **28m** | | |

Afterwards *some* words <!-- and a comment -->.
`;
const csv = `Task,Human Est. (h),AI (min),Sup. (min),Day,Tokens,Private
"Build, the ""thing""",1.5,20,2,2026-04-12,12k,yes
Docs,90m,1:20,25,2026-04-12,,
'=1+1,½,90s,1h30,2026-04-13,1.2M,no
Total,3,120,30,,,
`;
const semicolons = 'Aufgabe;Human Est.;AI;Sup.\nBauen;2,375;40;3\nSchreiben;1.200,5;20;1\n';
const html = `<!DOCTYPE html>
<html lang="en"><head><title>A day</title><style>td{color:red}</style></head>
<body><h1>A day: April 12, 2026</h1><svg><title>1 Build</title></svg>
<table><thead><tr><th scope="col">#</th><th>Task</th><th>Human Est.</th><th>AI</th><th>Sup.</th></tr></thead>
<tbody><tr><td>1<th scope="row">Build &amp; <b>run</b> &#39;it&#x27;<td>2h (1–3h)<td>20m<td>2m</tr>
<!-- <tr><td>none --><tr><td>2</td><td>Docs<br>and more</td><td>0.5h</td><td>8m</td><td>1m</td></tr></tbody></table>
</body></html>`;
const json = JSON.stringify({
  format: 'leverage-record',
  version: 1,
  tasks: [
    {
      key: 'task:1',
      day: '2026-04-12',
      title: 'Build',
      startedAt: 1_776_000_000_000,
      project: 'app',
      branch: null,
      private: false,
      status: 'closed',
      estimate: { hours: 2, lowHours: 1, highHours: 3, by: 'me', at: 1_776_000_000_000 },
      closing: {
        closedAt: 1_776_000_100_000,
        zone: 'UTC',
        day: '2026-04-12',
        aiMinutes: 20,
        supervisoryMinutes: 2,
        tokens: { input: 1, output: 2, cacheRead: 3, cacheWrite: 4 },
      },
    },
  ],
});

/** Every format of a record that can be imported, as a file of that name holds it. */
export function importTargets(): readonly FuzzTarget[] {
  return [
    importTarget('Markdown import', 'day.md', [markdown]),
    importTarget('CSV import', 'day.csv', [csv, semicolons]),
    importTarget('JSON import', 'day.json', [json]),
    importTarget('HTML import', 'day.html', [html]),
    importTarget('import of an unnamed format', 'day', [markdown, csv, json, html]),
  ];
}

function importTarget(name: string, fileName: string, seeds: readonly string[]): FuzzTarget {
  return {
    name,
    seeds: () => seeds.map((text) => Buffer.from(text)),
    run(input): void {
      const text = input.toString('utf8');
      let rows;
      try {
        ({ rows } = planImport(text, fileName, { today }, nothing));
      } catch (error) {
        if (error instanceof UserError) {
          return;
        }
        throw error;
      }
      for (const { day, title, estimate, aiMinutes, supervisoryMinutes } of rows) {
        expectThat(/^\d{4}-\d{2}-\d{2}$/.test(day) && day <= today, `a task on ${day}`);
        expectThat(title.trim() !== '', 'a task without a title');
        for (const minutes of [aiMinutes, supervisoryMinutes]) {
          expectThat(
            Number.isSafeInteger(minutes) && minutes >= 0 && minutes <= 1_000_000,
            `a task of ${minutes} minutes`,
          );
        }
        if (estimate) {
          const { hours, lowHours, highHours } = estimate;
          expectThat(
            Number.isFinite(hours) && hours >= 0 && hours <= 1_000_000,
            `an estimate of ${hours} hours`,
          );
          expectThat(
            (lowHours ?? hours) <= hours && hours <= (highHours ?? hours),
            `an estimate of ${lowHours} to ${hours} to ${highHours}`,
          );
        }
      }
    },
  };
}
