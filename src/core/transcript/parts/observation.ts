/**
 * How long a tool call may be believed to have run: a `question` is the user's turn, an `instant` tool takes no time of
 * its own, an `agent` is a subagent with a transcript of its own; the rest run, or wait for permission.
 */
export type ToolKind = 'question' | 'instant' | 'agent' | 'shell' | 'other';

/** One transcript record as far as time is concerned, in terms common to all agents. */
export type TranscriptObservation =
  /** A turn begins; `person` if somebody submitted a prompt. */
  | { readonly kind: 'begin'; readonly at: number; readonly id: string; readonly by: 'person' | 'system' }
  /** The model wrote something: the turn was busy up to here. */
  | {
      readonly kind: 'output';
      readonly at: number;
      /** The end of an answer, `perhaps` if its agent never marks it: nothing more comes unless something begins. */
      readonly ends?: boolean | 'perhaps';
      /** The agent's program wrote it, not the model: no sign of a turn that began unnoticed. */
      readonly byProgram?: boolean;
    }
  | {
      readonly kind: 'tool-start';
      readonly at: number;
      /** Hash of the call's id. */
      readonly id: number;
      readonly tool: ToolKind;
      /** The longest the tool may run, if the call says so. */
      readonly limitMs?: number;
    }
  | { readonly kind: 'tool-end'; readonly at: number; readonly id: number; readonly tookMs?: number }
  /** Whatever was in progress has ended before, without a record. */
  | { readonly kind: 'break'; readonly at: number }
  /** An event that only divides a gap. */
  | {
      readonly kind: 'activity';
      readonly at: number;
      /** How long the pending tool has run by then, if known. */
      readonly ranMs?: number;
      /** An answer was not the last one: the model continues. */
      readonly goesOn?: boolean;
    }
  /** Whether tools may stop to ask for permission from here on. */
  | { readonly kind: 'permissions'; readonly at: number; readonly asks: boolean }
  | {
      readonly kind: 'interruption';
      readonly at: number;
      /** The interrupted activity: the model as it wrote, or a tool, which may have been waiting for permission. */
      readonly of: 'writing' | 'tool';
    }
  /** The agent's own figure for the turn that ends here; `pending`: how much work continues in the background. */
  | { readonly kind: 'duration'; readonly at: number; readonly ms: number; readonly pending: number };
