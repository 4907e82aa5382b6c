/**
 * How long a call of a tool may be believed to have run: a `question` is the person's turn, an `instant` tool takes
 * no time of its own, an `agent` is a subagent, whose own transcript tells; the rest run, or wait for permission.
 */
export type ToolKind = 'question' | 'instant' | 'agent' | 'shell' | 'other';

/** What one record of a transcript says about time, in words common to all agents. */
export type Observation =
  /** A turn begins; `person` if somebody submitted a prompt. */
  | { readonly kind: 'begin'; readonly at: number; readonly id: string; readonly by: 'person' | 'system' }
  /** The model wrote something: the turn was busy up to here. */
  | {
      readonly kind: 'output';
      readonly at: number;
      /** The end of an answer, `perhaps` where its agent never says so: nothing more comes unless something begins. */
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
      /** The longest the tool may run, where the call says. */
      readonly limitMs?: number;
    }
  | { readonly kind: 'tool-end'; readonly at: number; readonly id: number; readonly tookMs?: number }
  /** Whatever was going on has ended before, without a word. */
  | { readonly kind: 'break'; readonly at: number }
  /** Something happened that only divides a gap. */
  | {
      readonly kind: 'activity';
      readonly at: number;
      /** How long the pending tool has run by then, where it is told. */
      readonly ranMs?: number;
      /** An answer was not the last one: the model is sent on. */
      readonly goesOn?: boolean;
    }
  /** Whether tools may stop to ask for permission from here on. */
  | { readonly kind: 'permissions'; readonly at: number; readonly asks: boolean }
  | {
      readonly kind: 'interruption';
      readonly at: number;
      /** What was interrupted: the model as it wrote, or a tool, which may have been waiting to be allowed. */
      readonly of: 'writing' | 'tool';
    }
  /** The agent's own figure for the turn that ends here; `pending`: how much work goes on in the background. */
  | { readonly kind: 'duration'; readonly at: number; readonly ms: number; readonly pending: number };
