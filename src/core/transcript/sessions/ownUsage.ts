import type { SessionParts } from '../parts/transcriptPart';
import { hasSide, isLarger, ModelNames, usagesOf, type Usage, type UsageTable } from '../usageTable';

interface Slot {
  usage: Usage;
  session: number;
}

/**
 * Each session's own responses, in the order of the sessions given. A response found in several files counts once, for
 * the first session; if a subagent's file repeats a message of its parent under another request, the parent's counts.
 */
export function ownUsage(sessions: readonly SessionParts[]): UsageTable[] {
  const only = sessions.length === 1 && sessions[0]?.parts.length === 1 ? sessions[0].parts[0] : undefined;
  // Without subagents' responses among its own, a single file can't repeat anything.
  if (only && !hasSide(only.usage)) {
    return [only.usage];
  }
  const slots: Slot[] = [];
  const known = new Map<number, Slot[]>();
  sessions.forEach((session, index) => {
    for (const part of session.parts) {
      for (const usage of usagesOf(part.usage)) {
        const same = known.get(usage.message);
        const slot =
          same?.find((each) => each.usage.request === usage.request) ??
          same?.find((each) => each.usage.side || usage.side);
        if (slot) {
          settle(slot, usage, index);
          continue;
        }
        const added = { usage, session: index };
        slots.push(added);
        if (same) {
          same.push(added);
        } else {
          known.set(usage.message, [added]);
        }
      }
    }
  });
  return packed(slots, sessions.length);
}

function settle(slot: Slot, usage: Usage, session: number): void {
  if (slot.usage.side !== usage.side) {
    if (slot.usage.side) {
      slot.usage = usage;
      slot.session = session;
    }
  } else if (isLarger(usage, slot.usage)) {
    slot.usage = usage;
  }
}

function packed(slots: readonly Slot[], count: number): UsageTable[] {
  const tables = Array.from({ length: count }, () => ({ models: new ModelNames(), rows: [] as number[] }));
  for (const { usage, session } of slots) {
    const table = tables[session];
    if (!table) {
      continue;
    }
    const model = table.models.numberOf(usage.model);
    const { message, request, at, input, output, cacheRead, cacheWrite } = usage;
    table.rows.push(message, request, at, model, usage.side ? 1 : 0, input, output, cacheRead, cacheWrite);
  }
  return tables.map((table) => ({ models: table.models.names, rows: new Float64Array(table.rows) }));
}
