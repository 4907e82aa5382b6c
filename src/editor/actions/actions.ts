import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { reopenTaskChanges } from '../../core/task/actions';
import { editOneFigure } from '../commands/task/editing/editOneFigure';
import { assignSessions, pickAndIgnoreFolder, pickAndStopIgnoring } from '../commands/inbox/askInbox';
import { checkAgents } from '../commands/connect/checkAgents';
import { connectAgents, disconnectAgents } from '../commands/connect/connectAgents';
import { changeClaudeHooks } from '../commands/hooks/claudeHooks';
import { closeTask } from '../commands/task/closing/closeTask';
import { deleteTask } from '../commands/task/editing/deleteTask';
import { editTask } from '../commands/task/editing/editTask';
import { renameGroup } from '../commands/grouping/renameGroup';
import { markPrivate, setGroup } from '../commands/grouping/setGroup';
import { hideParagraph, moveParagraph, writeText } from '../commands/record/arrangeAnalysis';
import { exportRecord } from '../commands/record/exportRecord';
import { publishRecord } from '../commands/publish/publishRecord';
import { exportTimeSheet } from '../commands/publish/timesheet/exportTimeSheet';
import { importRecord } from '../commands/record/importRecord';
import { saveChart } from '../commands/record/saveChart';
import { ignoreFolder, ignoreSessions, stopIgnoringFolder } from '../commands/inbox/inboxSessions';
import { logFinishedTask } from '../commands/task/closing/logFinishedTask';
import { makeTaskOf } from '../commands/inbox/makeTask';
import { moveTask } from '../commands/task/editing/moveTask';
import { pickAnyTask, pickClosedTask, pickOpenTask } from '../commands/task/starting/pickTask';
import { confirmAll, confirmProposal } from '../commands/proposal/confirmProposals';
import { dismissProposal } from '../commands/proposal/dismissProposal';
import { editProposal } from '../commands/proposal/editProposal';
import { mergeProposal } from '../commands/proposal/mergeProposal';
import { reopenProposal } from '../commands/proposal/reopenProposal';
import { splitProposal } from '../commands/proposal/splitProposal';
import { placeOfWork } from '../commands/task/place/placeOfWork';
import { scanHistory } from '../commands/inbox/scanHistory';
import { controlSession, moveSession, startSession } from '../commands/session/sessionControls';
import { showActions } from '../commands/showActions';
import { startTask } from '../commands/task/starting/startTask';
import { switchTask } from '../commands/task/starting/switchTask';
import { shortTitle } from '../commands/task/taskText';
import { undoLastChange } from '../commands/undo/undoLastChange';
import { draftWithModel } from '../prose/draftWithModel';
import { writeAboutDay } from '../prose/writeAboutDay';
import { reopenPrompt } from '../commands/reopenPrompt';
import { sendPrompt } from '../prompts/sendPrompt';
import { writePrompt } from '../prompts/writePrompt';
import type { Actions } from './action';
import { onOpenTask, onProposal, onSessions, onTask } from './givenOrPicked';

/** All that a user can ask for: palette, menus, status bar and pages do it through this table. */
export const actions: Actions = {
  startTask: { title: () => l10n.t('Start Task'), early: true, run: (deps) => startTask(deps, placeOfWork) },
  switchTask: { title: () => l10n.t('Switch Task'), run: (deps, given) => switchTask(deps, given?.id) },
  closeTask: {
    title: () => l10n.t('Close Task'),
    run: onTask((deps, title) => pickOpenTask(deps, title, l10n.t('Select the task to close')), closeTask),
  },
  logFinishedTask: {
    title: () => l10n.t('Log Finished Task'),
    run: async (deps, given) => logFinishedTask(deps, await placeOfWork(), given?.day),
  },
  editTask: {
    title: () => l10n.t('Edit Task'),
    run: onTask((deps, title) => pickAnyTask(deps, title, l10n.t('Select the task to edit')), editTask),
  },
  editFigure: { title: () => l10n.t('Edit Figure'), run: editOneFigure },
  setPrivate: {
    title: () => l10n.t('Mark Private'),
    run: (deps, given) => markPrivate(deps, given.ids, given.private),
  },
  setCategory: {
    title: () => l10n.t('Set Category'),
    run: (deps, given, title) => setGroup(deps, 'category', given.ids, title),
  },
  setWorkstream: {
    title: () => l10n.t('Set Workstream'),
    run: (deps, given, title) => setGroup(deps, 'workstream', given.ids, title),
  },
  renameCategory: {
    title: () => l10n.t('Rename Category'),
    run: (deps, _given, title) => renameGroup(deps, 'category', title),
  },
  renameWorkstream: {
    title: () => l10n.t('Rename Workstream'),
    run: (deps, _given, title) => renameGroup(deps, 'workstream', title),
  },
  moveTask: {
    title: () => l10n.t('Move Task to Another Day'),
    run: onTask((deps, title) => pickClosedTask(deps, title, l10n.t('Select the task to move')), moveTask),
  },
  reopenTask: {
    title: () => l10n.t('Reopen Task'),
    run: onTask(
      (deps, title) => pickClosedTask(deps, title, l10n.t('Select the task to reopen')),
      ({ undo }, task) => undo.apply(l10n.t('Reopen “{0}”', shortTitle(task)), reopenTaskChanges(task)),
    ),
  },
  deleteTask: {
    title: () => l10n.t('Delete Task'),
    run: onTask(
      (deps, title) => pickAnyTask(deps, title, l10n.t('Select the task to delete. Undo brings it back.')),
      deleteTask,
    ),
  },
  undo: { title: () => l10n.t('Undo Last Change'), run: undoLastChange },
  dismissDigest: {
    title: () => l10n.t('Hide Last Week'),
    early: true,
    run: ({ digest }) => digest.dismiss(),
  },
  turnOffDigest: {
    title: () => l10n.t("Don't Show Again"),
    early: true,
    run: ({ digest }) => digest.turnOff(),
  },
  hideExample: { title: () => l10n.t('Hide Example'), early: true, run: ({ example }) => example.hide() },

  hideFinding: { title: () => l10n.t('Hide Paragraph'), run: hideParagraph },
  orderFindings: { title: () => l10n.t('Move Paragraph'), run: moveParagraph },
  writeOwnText: { title: () => l10n.t('Write Own Text'), run: writeText },

  writePrompt: {
    title: () => l10n.t('Write Prompt'),
    run: onOpenTask(({ recorder }, { id }) => writePrompt(recorder.prompts, id)),
  },
  sendPrompt: {
    title: () => l10n.t('Send Prompt'),
    early: true,
    run: (deps) => sendPrompt({ ...deps, prompts: deps.recorder.prompts }),
  },
  reopenPrompt: { title: () => l10n.t('Reopen Last Prompt'), run: reopenPrompt },

  startSession: { title: () => l10n.t('Start Agent Session'), run: onOpenTask(startSession) },
  pauseSession: {
    title: () => l10n.t('Pause Agent Session'),
    run: (deps, given) => controlSession(deps, 'pause', given?.id),
  },
  resumeSession: {
    title: () => l10n.t('Resume Agent Session'),
    run: (deps, given) => controlSession(deps, 'resume', given?.id),
  },
  stopSession: {
    title: () => l10n.t('Stop Agent Session'),
    run: (deps, given) => controlSession(deps, 'stop', given?.id),
  },
  moveSession: { title: () => l10n.t('Move Agent Session to Another Task'), run: moveSession },

  showInbox: { title: () => l10n.t('Show Inbox'), early: true, run: ({ shown }) => shown.tell('inbox') },
  scanHistory: { title: () => l10n.t('Scan Agent History'), run: scanHistory },
  assignSessions: {
    title: () => l10n.t('Assign Agent Session to Task'),
    run: onSessions(assignSessions),
  },
  makeTask: {
    title: () => l10n.t('Make Task from Agent Sessions'),
    run: onSessions(makeTaskOf),
  },
  ignoreSessions: {
    title: () => l10n.t('Ignore Agent Sessions'),
    run: onSessions(ignoreSessions),
  },
  ignoreFolder: {
    title: () => l10n.t('Ignore Folder in Inbox'),
    run: (deps, given) => (given ? ignoreFolder(deps, given.folder) : pickAndIgnoreFolder(deps)),
  },
  stopIgnoringFolder: {
    title: () => l10n.t('Stop Ignoring Folder'),
    run: (deps, given) => (given ? stopIgnoringFolder(deps, given.folder) : pickAndStopIgnoring(deps)),
  },

  showProposals: {
    title: () => l10n.t('Show Proposed Tasks'),
    early: true,
    run: ({ shown }) => shown.tell('proposed'),
  },
  confirmProposal: { title: () => l10n.t('Confirm Proposed Task'), run: onProposal(confirmProposal) },
  confirmAllProposals: {
    title: () => l10n.t('Confirm All Proposed Tasks'),
    run: (deps, given, title) => confirmAll(deps, given?.ids, title),
  },
  editProposal: { title: () => l10n.t('Edit Proposed Task'), run: onProposal(editProposal) },
  mergeProposal: { title: () => l10n.t('Merge Proposed Task'), run: onProposal(mergeProposal) },
  splitProposal: { title: () => l10n.t('Split Proposed Task'), run: onProposal(splitProposal) },
  dismissProposal: { title: () => l10n.t('Dismiss Proposed Task'), run: onProposal(dismissProposal) },
  reopenProposal: {
    title: () => l10n.t('Bring Back Dismissed Task'),
    run: (deps, _given, title) => reopenProposal(deps, title),
  },

  showActions: { title: () => l10n.t('Show Actions'), run: showActions },
  openRecord: { title: () => l10n.t('Open Record'), early: true, run: ({ shown }) => shown.tell('today') },
  openHistory: {
    title: () => l10n.t('Open History'),
    early: true,
    run: ({ shown }, given) => shown.tell(given?.week === undefined ? 'history' : { week: given.week }),
  },
  openDay: {
    title: () => l10n.t('Open Record'),
    early: true,
    run: ({ shown }, { day }) => shown.tell({ day }),
  },
  openTask: {
    title: () => l10n.t('Open Record'),
    early: true,
    run: ({ shown }, { id, day }) => shown.tell({ day, task: id }),
  },
  saveChart: { title: () => l10n.t('Save Picture'), early: true, run: (_deps, given) => saveChart(given) },
  importRecord: {
    title: () => l10n.t('Import Record'),
    run: (deps, given) => importRecord(deps, given instanceof vscode.Uri ? given : undefined),
    fromCommand: (argument) => (argument instanceof vscode.Uri ? argument : undefined),
  },
  exportRecord: {
    title: () => l10n.t('Export Record'),
    run: (deps, given) => exportRecord(deps, given?.day),
  },
  publishRecord: {
    title: () => l10n.t('Publish Record'),
    run: publishRecord,
  },
  exportTimeSheet: { title: () => l10n.t('Export Time Sheet'), run: exportTimeSheet },
  writeAboutDay: {
    title: () => l10n.t('Write About This Day'),
    run: (deps, given) => writeAboutDay(deps, given?.day),
  },
  draftWithModel: {
    title: () => l10n.t('Draft with Language Model'),
    run: (deps) => draftWithModel(deps, undefined),
  },

  connectAgents: {
    title: () => l10n.t('Connect Agents'),
    early: true,
    run: (deps, _given, title) => connectAgents(deps, title),
  },
  disconnectAgents: {
    title: () => l10n.t('Disconnect Agents'),
    early: true,
    run: (deps, _given, title) => disconnectAgents(deps, title),
  },
  checkAgents: {
    title: () => l10n.t('Check Agents'),
    run: (deps, _given, title) => checkAgents(deps, title),
  },
  installClaudeHooks: {
    title: () => l10n.t('Install Claude Code Hooks'),
    early: true,
    run: (deps) => changeClaudeHooks(deps, 'install'),
  },
  removeClaudeHooks: {
    title: () => l10n.t('Remove Claude Code Hooks'),
    early: true,
    run: (deps) => changeClaudeHooks(deps, 'remove'),
  },
  showLog: { title: () => l10n.t('Show Log'), early: true, run: ({ log }) => log.show() },
  openWalkthrough: {
    title: () => l10n.t('Open Walkthrough'),
    early: true,
    run: ({ extensionId }) =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extensionId}#firstTask`, false),
  },
};
