import type { ZodMiniType } from 'zod/mini';
import type { NewId } from '../ports';
import type { RecordStore } from '../record/recordStore';
import type { Change } from '../task/change';
import { parsed, rejected, type Parsed } from '../typed/parsed';
import { agentTools, type AgentToolName } from './agentTools';
import { dayAnswer } from './dayAnswer';
import { inputProblem } from './inputProblem';
import { proposeChanges, withdrawChanges, type ProposalOrigin } from './proposalChanges';
import { parseProposalInput } from './proposalInput';
import { similarAnswer } from './similarAnswer';

/** The world of the tools, served by each way in. */
export interface ToolWorld {
  readonly origin: () => Promise<ProposalOrigin>;
  readonly newId: NewId;
  readonly today: () => string;
  /** Stores changes that need nothing of the record; resolves once they are on disk. */
  readonly append: (changes: readonly Change[]) => Promise<void>;
  readonly withRecord: <T>(
    access: 'read' | 'change',
    work: (record: Pick<RecordStore, ReadByTools | 'append'>) => T | Promise<T>,
  ) => Promise<T>;
}
type ReadByTools = 'daySums' | 'closedTasks' | 'proposal' | 'openProposals';

/** Answers a call; a refusal is a sentence that the agent can act on. Private tasks are never named. */
export async function callAgentTool(
  name: AgentToolName,
  raw: unknown,
  world: ToolWorld,
): Promise<Parsed<object>> {
  switch (name) {
    case 'propose_task':
      return propose(raw, world);
    case 'similar_tasks': {
      const input = inputOf(agentTools.similar_tasks.input, raw);
      return input.ok
        ? world.withRecord('read', (record) =>
            parsed({ tasks: similarAnswer(record, input.value.title, { includePrivate: false }) }),
          )
        : input;
    }
    case 'day_record': {
      const input = inputOf(agentTools.day_record.input, raw);
      return input.ok
        ? world.withRecord('read', (record) => parsed(dayAnswer(record, input.value.day ?? world.today())))
        : input;
    }
    case 'withdraw_proposal': {
      const input = inputOf(agentTools.withdraw_proposal.input, raw);
      return input.ok ? withdraw(input.value.id, world) : input;
    }
  }
}

async function propose(raw: unknown, world: ToolWorld): Promise<Parsed<object>> {
  const input = parseProposalInput(raw);
  if (!input.ok) {
    return rejected(`${input.problem} Nothing was proposed.`);
  }
  const { id, changes } = proposeChanges(input.value, await world.origin(), world.newId);
  await world.append(changes);
  return parsed({ id });
}

async function withdraw(id: string, world: ToolWorld): Promise<Parsed<object>> {
  const { at } = await world.origin();
  return world.withRecord('change', async (record): Promise<Parsed<object>> => {
    const proposal = record.proposal(id);
    if (proposal === undefined) {
      return rejected('There is no such proposal. Nothing was changed.');
    }
    const changes = withdrawChanges(proposal, at);
    if (!changes.ok) {
      return changes;
    }
    await record.append(changes.value);
    return parsed({ withdrawn: id });
  });
}

function inputOf<Input>(schema: ZodMiniType<Input>, raw: unknown): Parsed<Input> {
  const fields = Object.entries(typeof raw === 'object' && raw !== null ? raw : {});
  const given = Object.fromEntries(fields.filter(([, value]) => value !== null));
  const result = schema.safeParse(given);
  return result.success ? parsed(result.data) : rejected(inputProblem(result.error.issues[0], given));
}
