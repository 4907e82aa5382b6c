/** Every command of the manifest, by the name that the code calls it. */
export const commandIds = {
  startTask: 'leverageRecord.startTask',
  switchTask: 'leverageRecord.switchTask',
  closeTask: 'leverageRecord.closeTask',
  logFinishedTask: 'leverageRecord.logFinishedTask',
  editTask: 'leverageRecord.editTask',
  moveTask: 'leverageRecord.moveTask',
  reopenTask: 'leverageRecord.reopenTask',
  deleteTask: 'leverageRecord.deleteTask',
  undo: 'leverageRecord.undo',
  writePrompt: 'leverageRecord.writePrompt',
  sendPrompt: 'leverageRecord.sendPrompt',
  startSession: 'leverageRecord.startSession',
  pauseSession: 'leverageRecord.pauseSession',
  resumeSession: 'leverageRecord.resumeSession',
  stopSession: 'leverageRecord.stopSession',
  moveSession: 'leverageRecord.moveSession',
  showActions: 'leverageRecord.showActions',
  openRecord: 'leverageRecord.openRecord',
  importRecord: 'leverageRecord.importRecord',
  exportRecord: 'leverageRecord.exportRecord',
  showLog: 'leverageRecord.showLog',
  openWalkthrough: 'leverageRecord.openWalkthrough',
} as const;

export type CommandName = keyof typeof commandIds;
export type CommandId = (typeof commandIds)[CommandName];
