import * as z from 'zod/mini';
import { boundedList, boundedText } from '../bounded';
import { mostRows } from '../exchange/rowLimit';
import { ownTextLimit } from '../task/dayText';
import { editableFields } from '../typed/editableField';
import {
  daySchema as day,
  findingKind,
  folderSchema as folder,
  idSchema as id,
  inboxId,
  mostPicked,
} from './protocol';

/** What a page asks the extension for: small intents, parsed on arrival. */

/** Of rows of a day. */
const taskIds = boundedList(id, 1, mostRows);

const taskIntent = <T extends string>(type: T) => z.object({ type: z.literal(type), id });

/** Where the clipboard takes no picture: SVG text, or PNG in base64. */
export const saveChartSchema = z.object({
  type: z.literal('saveChart'),
  name: boundedText(1, 200),
  format: z.enum(['svg', 'png']),
  data: boundedText(1, 12_000_000),
});

export const webviewMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('showDay'), day }),
  z.object({ type: z.literal('showTimeline'), shown: z.boolean() }),
  z.object({ type: z.literal('openRecord') }),
  /** On the week of that day; as it was left last, without one. */
  z.object({ type: z.literal('openHistory'), week: z.optional(day) }),
  z.object({ type: z.literal('startTask') }),
  z.object({ type: z.literal('connectAgents') }),
  z.object({ type: z.literal('logFinishedTask'), day }),
  z.object({ type: z.literal('importRecord') }),
  z.object({ type: z.literal('exportRecord'), day }),
  z.object({ type: z.literal('hideFinding'), day, kind: findingKind, hidden: z.boolean() }),
  /** The kinds of the day in their new order. */
  z.object({ type: z.literal('orderFindings'), day, order: boundedList(findingKind, 1, 100) }),
  z.object({ type: z.literal('writeOwnText'), day, text: boundedText(0, ownTextLimit) }),
  z.object({ type: z.literal('writeAboutDay'), day }),
  saveChartSchema,
  z.object({ type: z.literal('openDay'), day }),
  z.object({ type: z.literal('dismissDigest') }),
  z.object({ type: z.literal('turnOffDigest') }),
  z.object({ type: z.literal('hideExample') }),
  z.object({ type: z.literal('undo') }),
  taskIntent('switchTask'),
  taskIntent('writePrompt'),
  taskIntent('closeTask'),
  taskIntent('editTask'),
  taskIntent('moveTask'),
  taskIntent('reopenTask'),
  taskIntent('deleteTask'),
  z.object({ type: z.literal('setPrivate'), ids: taskIds, private: z.boolean() }),
  z.object({ type: z.literal('setCategory'), ids: taskIds }),
  z.object({ type: z.literal('setWorkstream'), ids: taskIds }),
  z.object({
    type: z.literal('editFigure'),
    id,
    field: z.enum(editableFields),
    text: boundedText(0, 20_000),
  }),
  /** Starts a manually timed session for the task. */
  taskIntent('startSession'),
  taskIntent('pauseSession'),
  taskIntent('resumeSession'),
  taskIntent('stopSession'),
  taskIntent('confirmProposal'),
  z.object({ type: z.literal('confirmAllProposals'), ids: boundedList(id, 1, mostPicked) }),
  taskIntent('editProposal'),
  taskIntent('mergeProposal'),
  taskIntent('splitProposal'),
  taskIntent('dismissProposal'),
  z.object({ type: z.literal('showInbox') }),
  z.object({ type: z.literal('scanHistory') }),
  z.object({
    type: z.literal('assignSessions'),
    ids: boundedList(inboxId, 1, mostPicked),
  }),
  z.object({
    type: z.literal('makeTask'),
    ids: boundedList(inboxId, 1, mostPicked),
  }),
  z.object({
    type: z.literal('ignoreSessions'),
    ids: boundedList(inboxId, 1, mostPicked),
  }),
  z.object({ type: z.literal('ignoreFolder'), folder }),
  z.object({ type: z.literal('stopIgnoringFolder'), folder }),
]);
export type WebviewMessage = Readonly<z.infer<typeof webviewMessageSchema>>;

/** @returns undefined if it is not an intent of ours. */
export function parseWebviewMessage(raw: unknown): WebviewMessage | undefined {
  return webviewMessageSchema.safeParse(raw).data;
}
