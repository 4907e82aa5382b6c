import * as vscode from 'vscode';

/** A notification for quick work would only flicker. */
const quietMs = 400;

/** Runs work with a notification that lets the user cancel it. @returns undefined if they did. */
export async function withCancel<T>(
  title: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const cancelling = new AbortController();
  const working = work(cancelling.signal);
  const settled = working.then(
    () => undefined,
    () => undefined,
  );
  const timer = setTimeout(() => {
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    void vscode.window.withProgress(options, (_progress, token) => {
      token.onCancellationRequested(() => cancelling.abort());
      return settled;
    });
  }, quietMs);
  try {
    return await working;
  } catch (error) {
    if (cancelling.signal.aborted) {
      return undefined;
    }
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
