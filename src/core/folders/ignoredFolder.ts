import * as z from 'zod/mini';

/** A folder whose agent sessions never go to the inbox. Its id is its path. */
export const folderFieldsSchema = z.object({ ignored: z.boolean() });
export type FolderFields = Readonly<z.infer<typeof folderFieldsSchema>>;
