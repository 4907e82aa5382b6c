import { logColumns } from './columns';
import type { Cell } from './pageState';

interface Key {
  readonly key: string;
  readonly control: boolean;
}

const pageRows = 10;

/** The cell a key leads to, as in any grid; undefined if the key doesn't move. */
export function moveCell(
  { key, control }: Key,
  cell: Cell,
  rows: readonly { readonly id: string }[],
  columns: readonly { readonly id: Cell['column'] }[],
): Cell | undefined {
  const across = [...columns.map((column) => column.id), 'actions' as const];
  const row = rows.findIndex((each) => each.id === cell.id);
  const column = across.indexOf(cell.column);
  const at = (rowIndex: number, columnIndex: number): Cell | undefined => {
    const id = rows[clamp(rowIndex, rows.length)]?.id;
    const to = across[clamp(columnIndex, across.length)];
    return id === undefined || to === undefined ? undefined : { id, column: to };
  };
  switch (key) {
    case 'ArrowUp':
      return at(row - 1, column);
    case 'ArrowDown':
      return at(row + 1, column);
    case 'ArrowLeft':
      return at(row, column - 1);
    case 'ArrowRight':
      return at(row, column + 1);
    case 'PageUp':
      return at(row - pageRows, column);
    case 'PageDown':
      return at(row + pageRows, column);
    case 'Home':
      return at(control ? 0 : row, 0);
    case 'End':
      return at(control ? rows.length - 1 : row, across.length - 1);
    default:
      return undefined;
  }
}

function clamp(index: number, length: number): number {
  return Math.max(0, Math.min(length - 1, index));
}

/** The cell that an event happened in. */
export function cellAt(target: EventTarget | null): Cell | undefined {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null;
  const id = element?.closest<HTMLElement>('tr')?.dataset['id'];
  const column = element?.dataset['column'];
  const known = [...logColumns.map((each) => each.id), 'actions' as const].find((each) => each === column);
  return id === undefined || known === undefined ? undefined : { id, column: known };
}
