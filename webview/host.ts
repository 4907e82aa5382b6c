import * as z from 'zod/mini';
import {
  parseHostMessage,
  type RecordState,
  type StateMessage,
  type WebviewMessage,
} from '../src/core/page/protocol';
import { undrawable, unreadable, type HostNotice } from './hostNotice';

/** The API that VS Code hands to a page, once. */
interface WebviewApi {
  postMessage(message: WebviewMessage): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare const acquireVsCodeApi: () => WebviewApi;

/** The extension from a page's point of view. */
export interface Host {
  send(intent: WebviewMessage): void;
  /** Passes on every state that arrives, and requests the first one. If there is none, the notice says so. */
  receiveStates(notice: HostNotice, receive: (state: RecordState, goTo: StateMessage['goTo']) => void): void;
  /** The page's own state (sort, draft), kept by VS Code while the page is hidden; unchecked. */
  keptState(): unknown;
  keepState(state: unknown): void;
}

/** Call once: VS Code hands out its API only once. */
export function connectHost(): Host {
  const api = acquireVsCodeApi();
  return {
    send: (intent) => api.postMessage(intent),
    receiveStates: (notice, receive) => {
      window.addEventListener('message', (event: MessageEvent<unknown>) => {
        const message = parseHostMessage(event.data);
        if (message?.type === 'state') {
          draw(notice, () => receive(message.state, message.goTo));
        } else if (message) {
          notice.say(message);
        } else if (isMeantAsOurs(event.data)) {
          notice.say(unreadable());
        }
      });
      api.postMessage({ type: 'ready' });
    },
    keptState: () => api.getState(),
    keepState: (state) => api.setState(state),
  };
}

/** VS Code and its developer tools send messages of their own. */
function isMeantAsOurs(raw: unknown): boolean {
  return z.object({ type: z.enum(['state', 'noState']) }).safeParse(raw).success;
}

function draw(notice: HostNotice, receive: () => void): void {
  try {
    receive();
    notice.clear();
  } catch (error) {
    notice.say(undrawable());
    // For the developer tools.
    throw error;
  }
}
