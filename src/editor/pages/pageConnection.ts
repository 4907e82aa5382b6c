import * as l10n from '@vscode/l10n';
import { FittingStates } from '../../core/page/fittingState';
import { type RecordState, type StateMessage } from '../../core/page/protocol';
import { parseWebviewMessage, type WebviewMessage } from '../../core/page/intents';
import type { Disposable, Log } from '../../core/ports';
import type { Perform } from '../actions/performer';
import { PageLink, type PageHost } from './pageLink';
import type { PageName } from './pageMarkup';

export interface PageStates {
  /** YYYY-MM-DD */
  today(): string;
  /** @param day undefined: today */
  state(day: string | undefined, shown: ShownParts): RecordState;
  /** Computes, in steps, what is long to make of a state, which is known from then on until it changes. */
  ahead(day: string | undefined): Iterable<undefined>;
  /** How many tasks agents proposed that nobody decided on. */
  proposed(): number;
  /** Anything `state` would answer has changed; running clocks alone are no change, the page advances them itself. */
  onDidChange(listener: () => void): Disposable;
}

/** The parts of the state that a page may do without. */
export interface ShownParts {
  readonly timeline: boolean;
}

export interface PageDeps {
  readonly states: PageStates;
  readonly perform: Perform;
  readonly log: Log;
}

/** A page that shows one day: the panel's, or the sidebar's, which stays with today. */
export class PageConnection extends PageLink<StateMessage, WebviewMessage> {
  private readonly fitting = new FittingStates();
  private goTo: Pick<StateMessage, 'goTo' | 'task'> = {};
  private shown: ShownParts = { timeline: false };

  constructor(
    host: PageHost,
    private readonly page: PageName,
    private readonly deps: PageDeps,
    /** Undefined: today, also when the day changes. */
    private day: string | undefined,
  ) {
    super(host, {
      name: page,
      unavailable: () => l10n.t("This day can't be shown because of an error."),
      log: deps.log,
      onDidChange: (listener) => deps.states.onDidChange(listener),
    });
  }

  /** @param day undefined: today @param task the id of the one to go to */
  showDay(day: string | undefined, task?: string): void {
    this.day = day === this.deps.states.today() ? undefined : day;
    this.goTo = task === undefined ? {} : { task };
    this.send();
  }

  /** Brings a part of the page into sight with the next state. */
  goToPart(part: NonNullable<StateMessage['goTo']>): void {
    this.goTo = { goTo: part };
    this.send();
  }

  protected override state(): StateMessage {
    return this.message(this.fitting.fit(this.deps.states.state(this.day, this.shown)));
  }

  protected override *stateInSteps(): Generator<undefined, StateMessage> {
    yield* this.deps.states.ahead(this.day);
    const state = this.deps.states.state(this.day, this.shown);
    yield;
    const fitting = this.fitting.fit(state);
    yield;
    return this.message(fitting);
  }

  private message(state: RecordState): StateMessage {
    const { goTo } = this;
    this.goTo = {};
    return { type: 'state', state, ...goTo };
  }

  protected override parse(raw: unknown): WebviewMessage | undefined {
    return parseWebviewMessage(raw);
  }

  protected override async handle(message: WebviewMessage): Promise<void> {
    try {
      if (message.type === 'ready') {
        this.startListening();
      } else if (message.type === 'showDay') {
        this.day = message.day === this.deps.states.today() ? undefined : message.day;
      } else if (message.type === 'showTimeline') {
        this.shown = { timeline: message.shown };
      } else {
        await this.deps.perform(message.type, message);
      }
    } catch (error) {
      this.deps.log.error(`The ${this.page} page asked for ${message.type}, which failed.`, error);
    }
    // Also where nothing changed: the page waits for an answer to show an edit as done or as refused.
    this.send();
  }
}
