import * as l10n from '@vscode/l10n';
import { problemLine } from '../record/problemText';
import type { StoreStatus } from '../record/recordStore';
import type { RecordState } from './protocol';

/** The store's state as pages show it. */
export function storeView(status: StoreStatus): RecordState['store'] {
  return status.kind === 'ready'
    ? { kind: 'ready', problems: status.problems.map((problem) => problemLine(problem, l10n)) }
    : status;
}
