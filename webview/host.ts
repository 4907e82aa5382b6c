import * as z from 'zod/mini';
import { parseHostMessage, type RecordState, type StateMessage } from '../src/core/page/protocol';
import { type WebviewMessage } from '../src/core/page/intents';
import { undrawable, unreadable, type HostNotice } from './hostNotice';

/** The API that VS Code hands to a page, once. */
interface WebviewApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare const acquireVsCodeApi: () => WebviewApi;

/** The extension from a page's point of view. */
export interface PageApi<Intent> {
  send(intent: Intent): void;
  /** The page's own state (sort, draft), kept by VS Code while the page is hidden; unchecked. */
  keptState(): unknown;
  keepState(state: unknown): void;
}

/** Where in the page to go, once. */
export type GoTo = Pick<StateMessage, 'goTo' | 'task'>;

/** The extension from the point of view of a page of a day. */
export interface Host extends PageApi<WebviewMessage> {
  /** Passes on every state that arrives, and requests the first one. If there is none, the notice says so. */
  receiveStates(notice: HostNotice, receive: (state: RecordState, goTo: GoTo) => void): void;
}

/** What a page understands of what arrives. */
interface PageMessages<Message> {
  /** @returns undefined if it can't be read */
  readonly parse: (raw: unknown) => Message | undefined;
  /** Of the messages that are ours, also those that can't be read. */
  readonly types: readonly string[];
  /** Draws what it says. @throws if it can't be drawn */
  readonly receive: (message: Message) => void;
  /** Shows why there is nothing to draw. */
  readonly notice: HostNotice;
}

/** Connects the page of a day with the extension. Call once: VS Code hands out its API only once. */
export function connectHost(): Host {
  const { receive, ...host } = connectPage();
  return {
    ...host,
    receiveStates: (notice, receiveState) =>
      receive({
        parse: parseHostMessage,
        types: ['state', 'noState'],
        notice,
        receive: (message) => {
          if (message.type === 'noState') {
            notice.say(message);
          } else {
            receiveState(message.state, message);
            notice.clear();
          }
        },
      }),
  };
}

/** Connects any page with the extension. Call once: VS Code hands out its API only once. */
export function connectPage() {
  const api = acquireVsCodeApi();
  const host: PageApi<unknown> = {
    send: (intent) => api.postMessage(intent),
    keptState: () => api.getState(),
    keepState: (state) => api.setState(state),
  };
  return {
    ...host,
    /** Passes on every message that arrives, and requests the first one. */
    receive: <Message>(messages: PageMessages<Message>): void => {
      window.addEventListener('message', (event: MessageEvent<unknown>) => take(event.data, messages));
      api.postMessage({ type: 'ready' });
    },
  };
}

function take<Message>(raw: unknown, { parse, types, receive, notice }: PageMessages<Message>): void {
  const message = parse(raw);
  if (message === undefined) {
    // VS Code and its developer tools send messages of their own.
    const type = z.object({ type: z.string() }).safeParse(raw).data?.type;
    if (type !== undefined && types.includes(type)) {
      notice.say(unreadable());
    }
    return;
  }
  try {
    receive(message);
  } catch (error) {
    notice.say(undrawable());
    // For the developer tools.
    throw error;
  }
}
