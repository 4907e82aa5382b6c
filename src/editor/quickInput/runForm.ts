import * as vscode from 'vscode';

/** One row of a form. Choosing it does something, after which the form comes back. */
export interface FormRow {
  /** Stays the same while the form is open, so that the selection can. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly detail?: string | undefined;
  /** A heading above the row. */
  readonly heading?: string | undefined;
}

export interface Form {
  readonly title: string;
  readonly placeholder: string;
  /** Asked again each second, since measured figures grow while the form is open. */
  readonly rows: () => readonly FormRow[];
  /** @returns the row to select next, or `done` to leave the form. */
  readonly choose: (id: string) => Promise<{ readonly select: string } | 'done'>;
}

/** A pick list whose rows are fields. @returns whether it was completed; false if it was left with Escape. */
export async function runForm(form: Form, selected: string): Promise<boolean> {
  let selection = selected;
  for (;;) {
    const chosen = await chooseRow(form, selection);
    if (chosen === undefined) {
      return false;
    }
    const next = await form.choose(chosen);
    if (next === 'done') {
      return true;
    }
    selection = next.select;
  }
}

type RowItem = vscode.QuickPickItem & { readonly id?: string };

async function chooseRow(form: Form, selected: string): Promise<string | undefined> {
  const pick = vscode.window.createQuickPick<RowItem>();
  pick.title = form.title;
  pick.placeholder = form.placeholder;
  pick.ignoreFocusOut = true;
  pick.keepScrollPosition = true;
  let shown: readonly FormRow[] = [];
  const show = (id: string | undefined): void => {
    const rows = form.rows();
    if (JSON.stringify(rows) === JSON.stringify(shown)) {
      return;
    }
    shown = rows;
    pick.items = rows.flatMap(itemsOf);
    pick.activeItems = pick.items.filter((item) => item.id === id);
  };
  show(selected);
  const timer = setInterval(() => show(pick.activeItems[0]?.id), 1000);
  try {
    return await new Promise<string | undefined>((resolve) => {
      // The rows may be new ones at the moment of Enter; without one that is chosen the form stays.
      pick.onDidAccept(() => {
        const id = (pick.selectedItems[0] ?? pick.activeItems[0])?.id;
        if (id !== undefined) {
          resolve(id);
        }
      });
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
  } finally {
    clearInterval(timer);
    pick.dispose();
  }
}

function itemsOf({ id, label, description, detail, heading }: FormRow): RowItem[] {
  const row = { id, label, description, ...(detail !== undefined && { detail }) };
  return heading === undefined ? [row] : [{ label: heading, kind: vscode.QuickPickItemKind.Separator }, row];
}
