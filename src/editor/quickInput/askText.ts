import * as vscode from 'vscode';
import type { Parsed } from '../../core/typed/parsed';

export interface TextQuestion {
  readonly title: string;
  /** The sentence under the box. */
  readonly prompt: string;
  readonly placeholder?: string;
  /** Where the box starts; selected, so that typing replaces it. */
  readonly value?: string;
  readonly step?: { readonly number: number; readonly of: number };
  readonly canGoBack?: boolean;
  /** Asked on each change; a problem is shown and Enter waits until it is gone. */
  readonly check: (text: string) => Parsed<unknown>;
  /** A further button, shown once it is known to be offered. */
  readonly button?: { readonly tooltip: string; readonly offered: Promise<boolean> };
  /** The meaning of Enter on an empty box, where that is allowed; `check` is not asked then. */
  readonly emptyMeans?: string;
}

/** How an input box ended. Unless it was accepted, it carries what was typed, so that it need not be lost. */
export type TextAnswer =
  | { readonly kind: 'accepted'; readonly text: string }
  | { readonly kind: 'back' | 'left' | 'button'; readonly text: string };

/** Asks for one text with live checking. Stays open while the user looks elsewhere, at a terminal for example. */
export async function askText(question: TextQuestion): Promise<TextAnswer> {
  const box = vscode.window.createInputBox();
  box.title = question.title;
  box.prompt = question.emptyMeans ? `${question.prompt} ${question.emptyMeans}` : question.prompt;
  box.placeholder = question.placeholder;
  box.value = question.value ?? '';
  box.ignoreFocusOut = true;
  box.step = question.step?.number;
  box.totalSteps = question.step?.of;
  const goesBack = question.canGoBack ? [vscode.QuickInputButtons.Back] : [];
  box.buttons = goesBack;
  const { button } = question;
  // It never rejects, and a box that is gone by then takes no harm.
  void button?.offered.then((isOffered) => {
    const further = { iconPath: new vscode.ThemeIcon('sparkle'), tooltip: button.tooltip };
    box.buttons = isOffered ? [...goesBack, further] : goesBack;
    return isOffered;
  });
  try {
    return await new Promise<TextAnswer>((resolve) => {
      box.onDidChangeValue((text) => {
        // An empty box is where everybody starts; it is only wrong once Enter is pressed.
        box.validationMessage = text === '' ? undefined : problemOf(question, text);
      });
      box.onDidAccept(() => {
        box.validationMessage = problemOf(question, box.value);
        if (box.validationMessage === undefined) {
          resolve({ kind: 'accepted', text: box.value });
        }
      });
      box.onDidTriggerButton((pressed) =>
        resolve({ kind: pressed === vscode.QuickInputButtons.Back ? 'back' : 'button', text: box.value }),
      );
      box.onDidHide(() => resolve({ kind: 'left', text: box.value }));
      box.show();
    });
  } finally {
    box.dispose();
  }
}

function problemOf(question: TextQuestion, text: string): string | undefined {
  if (text.trim() === '' && question.emptyMeans !== undefined) {
    return undefined;
  }
  const checked = question.check(text);
  return checked.ok ? undefined : checked.problem;
}
