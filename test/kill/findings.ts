import { importedRows, spansOfAction } from './roles';
import type { Acknowledged } from './killProcesses';
import { ownFold, type Folded } from './ownFold';
import { openStore } from '../store/storeInTemporaryFolder';
import { problemLine } from '../../src/core/record/problemText';
import { english } from '../../src/core/texts/texts';

export interface Findings {
  readonly lost: readonly string[];
  readonly twice: readonly string[];
  readonly partial: readonly string[];
  /** Where the product shows something else than the fold of the journal. */
  readonly different: readonly string[];
  readonly tasks: number;
  /** What a copy shows, for comparing. */
  readonly shown: string;
}

/** Compares what a copy of the record shows with what was acknowledged and with the fold of its journal. */
export async function findingsIn(directory: string, acknowledged: Acknowledged): Promise<Findings> {
  const fold = ownFold(directory);
  const store = await openStore(directory);
  const lost: string[] = [];
  const twice: string[] = [];
  const partial: string[] = [];
  const different: string[] = [];
  for (const [id, said] of acknowledged.tasks) {
    const task = store.task(id);
    const isThere = said === 'undone' ? task === undefined : task !== undefined || said === 'tried';
    if (!isThere || (said === 'closed' && (task?.closing ?? null) === null)) {
      lost.push(`${said} ${id}`);
    }
  }
  for (const file of acknowledged.files) {
    for (let row = 0; row < importedRows; row += 1) {
      if (store.taskByImportKey(`${file}-row-${row}`) === undefined) {
        lost.push(`${file} row ${row}`);
      }
    }
  }
  for (const id of acknowledged.proposals) {
    if (store.proposal(id) === undefined) {
      lost.push(`proposed ${id}`);
    }
  }
  const keys = store.closedTasks('2026-03-11').map(({ importKey }) => importKey);
  keys.filter((key, index) => keys.indexOf(key) !== index).forEach((key) => twice.push(String(key)));
  let tasks = 0;
  for (const [key, folded] of fold) {
    const [entity, id = ''] = key.split(' ');
    const proposal = entity === 'proposal' ? store.proposal(id) : undefined;
    if (entity === 'proposal' && (proposal === undefined || !isSame(proposal, folded))) {
      different.push(id);
    }
    if (entity !== 'task') {
      continue;
    }
    tasks += 1;
    const shown = store.task(id);
    if ((shown === undefined) !== folded.deleted || (shown && !isSame(shown, folded))) {
      different.push(id);
    }
    const spans = store.spansOfTask(id).length;
    const wanted = folded.deleted || id.startsWith('imported-') ? 0 : spansOfAction;
    if (spans !== wanted) {
      partial.push(`${id}: ${spans} spans`);
    }
  }
  for (const file of new Set(keys.map((key) => String(key).replace(/-row-\d+$/, '')))) {
    const rows = keys.filter((key) => String(key).startsWith(`${file}-row-`)).length;
    if (rows !== importedRows) {
      partial.push(`${file}: ${rows} rows`);
    }
  }
  const sums = store.daySums();
  const shown = JSON.stringify([
    store.openTasks(),
    store.openProposals(),
    sums,
    sums.map(({ day }) => store.closedTasks(day)),
  ]);
  if (store.status.kind !== 'ready') {
    different.push(store.status.kind);
  } else {
    store.status.problems
      .filter(({ problem }) => problem.kind !== 'entryTorn')
      .forEach((problem) => different.push(problemLine(problem, english)));
  }
  await store.close();
  return { lost, twice, partial, different, tasks, shown };
}

function isSame(shown: object, { fields }: Folded): boolean {
  return Object.entries(shown).every(
    ([name, value]) =>
      name === 'id' || JSON.stringify(value) === JSON.stringify(fields.get(name)?.value ?? null),
  );
}
