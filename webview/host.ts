import { parseHostMessage, type RecordState, type WebviewMessage } from '../src/core/protocol';

/** What VS Code gives a page, once. */
interface WebviewApi {
  postMessage(message: WebviewMessage): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare const acquireVsCodeApi: () => WebviewApi;

/** The extension, as a page sees it. */
export interface Host {
  send(intent: WebviewMessage): void;
  /** Hands over every state that arrives, and asks for the first one. */
  receiveStates(receive: (state: RecordState, goTo: 'inbox' | undefined) => void): void;
  /** State of the page's own (sort, draft), kept by VS Code while the page is hidden; unchecked. */
  keptState(): unknown;
  keepState(state: unknown): void;
}

/** Call once: VS Code hands out its API a single time. */
export function connectHost(): Host {
  const api = acquireVsCodeApi();
  return {
    send: (intent) => api.postMessage(intent),
    receiveStates: (receive) => {
      window.addEventListener('message', (event: MessageEvent<unknown>) => {
        const message = parseHostMessage(event.data);
        if (message) {
          receive(message.state, message.goTo);
        }
      });
      api.postMessage({ type: 'ready' });
    },
    keptState: () => api.getState(),
    keepState: (state) => api.setState(state),
  };
}
