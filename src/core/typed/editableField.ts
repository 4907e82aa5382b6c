/** What of a closed task can be edited in place. */
export const editableFields = ['title', 'estimate', 'aiMinutes', 'supervisoryMinutes', 'tokens'] as const;
export type EditableField = (typeof editableFields)[number];
