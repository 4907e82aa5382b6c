import type { AgentTranscript } from '../../core/transcript/sessions/agentTranscript';
import { mergeTranscripts } from '../../core/transcript/sessions/mergeTranscripts';
import type { TranscriptPart } from '../../core/transcript/parts/transcriptPart';
import { eachMessage } from '../../core/transcript/usageTable';
import { hashText } from '../reading/hash';
import { HashTable } from './hashTable';

/** A file and, through others, the one that represents its family. */
class Member {
  part: TranscriptPart | undefined;
  root: Member = this;

  constructor(readonly number: number) {}
}

/**
 * Merges parts by family: files of one session, or files that share copied history. A change affects only one family,
 * so following a history of thousands of files costs only what changed.
 */
export class TranscriptFamilies {
  private members = new Map<string, Member>();
  /** The file that had it first, by the hash of the id of a session, turn or message. */
  private owners = new HashTable();
  private numbered: Member[] = [];
  private readonly merged = new Map<Member, readonly AgentTranscript[]>();
  private readonly changed = new Set<Member>();
  private readonly failed = new Set<Member>();

  /** How many families couldn't be put together; until they change, they stay as they were. */
  get failures(): number {
    return this.failed.size;
  }

  /** Sets what a file says now. */
  set(path: string, part: TranscriptPart | undefined): void {
    let member = this.members.get(path);
    if (!member) {
      member = new Member(this.numbered.length);
      this.numbered.push(member);
      this.members.set(path, member);
    }
    const before = member.part;
    member.part = part;
    if (part) {
      const { number } = member;
      eachKeyOf(part, (key) => {
        const owner = this.owners.first(key, number);
        if (owner !== number) {
          this.unite(this.numbered[owner] ?? member, member);
        }
      });
    }
    if (part || before) {
      this.changed.add(rootOf(member));
    }
  }

  /** Forgets files. Families only ever merge, so what is left is merged again. */
  delete(paths: readonly string[]): void {
    const gone = new Set(paths);
    const kept = [...this.members].filter(([path]) => !gone.has(path));
    if (kept.length === this.members.size) {
      return;
    }
    this.members = new Map();
    this.owners = new HashTable();
    this.numbered = [];
    this.merged.clear();
    this.changed.clear();
    this.failed.clear();
    for (const [path, member] of kept) {
      this.set(path, member.part);
    }
  }

  /** All sessions, by start. */
  transcripts(): AgentTranscript[] {
    const dirty = new Set([...this.changed].map(rootOf));
    this.changed.clear();
    if (dirty.size > 0) {
      const parts = new Map<Member, TranscriptPart[]>([...dirty].map((root) => [root, []]));
      for (const member of this.members.values()) {
        if (member.part) {
          parts.get(rootOf(member))?.push(member.part);
        }
      }
      for (const [root, own] of parts) {
        this.merge(root, own);
      }
    }
    return [...this.merged.values()].flat().sort(byStart);
  }

  private merge(root: Member, own: readonly TranscriptPart[]): void {
    try {
      this.merged.set(root, mergeTranscripts(own));
      this.failed.delete(root);
    } catch {
      this.failed.add(root);
    }
  }

  private unite(a: Member, b: Member): void {
    const into = rootOf(a);
    const from = rootOf(b);
    if (into !== from) {
      from.root = into;
      this.merged.delete(from);
      this.failed.delete(from);
      this.changed.add(into);
    }
  }
}

function rootOf(member: Member): Member {
  let each = member;
  while (each.root !== each) {
    each.root = each.root.root;
    each = each.root;
  }
  return each;
}

function eachKeyOf(part: TranscriptPart, take: (key: number) => void): void {
  take(hashText(`session ${part.agent} ${part.externalId}`));
  for (const turn of part.turns) {
    take(hashText(turn.id));
  }
  for (const prompt of part.prompts) {
    take(hashText(prompt.id));
  }
  for (const mark of part.marks) {
    take(hashText(mark.id));
  }
  eachMessage(part.usage, take);
}

function byStart(a: AgentTranscript, b: AgentTranscript): number {
  return a.start - b.start || (a.externalId < b.externalId ? -1 : a.externalId > b.externalId ? 1 : 0);
}
