import * as z from 'zod/mini';
import { boundedList, boundedText } from '../bounded';

const mostKinds = 200;
const kinds = boundedList(boundedText(1, 100), 0, mostKinds);

export const ownTextLimit = 20_000;

/** What the user made of the analysis of a day; the id is the day. Each field is last-writer-wins on its own. */
export const dayTextFieldsSchema = z.object({
  /** Kinds of findings that are left out. */
  hidden: kinds,
  /** Kinds in the user's order; any others follow in their own. */
  order: kinds,
  /** The user's own paragraphs. */
  own: boundedText(0, ownTextLimit),
});
export type DayTextFields = Readonly<z.infer<typeof dayTextFieldsSchema>>;
