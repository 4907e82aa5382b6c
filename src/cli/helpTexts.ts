export const commandNames = [
  'close',
  'edit',
  'move',
  'delete',
  'undo',
  'import',
  'export',
  'report',
  'days',
  'scan',
] as const;
export type CommandName = (typeof commandNames)[number];

const commonOptions = `  --data DIR         Folder of the record. Otherwise LEVERAGE_RECORD_DATA, otherwise the
                     data of Leverage Record in the editor that was used last: a portable
                     VS Code, VS Code, VS Code Insiders, VSCodium, then ~/.vscode-server,
                     ~/.vscode-server-insiders, ~/.vscodium-server and code-server.
  --time-zone ZONE   Zone in which days are counted, such as Europe/Berlin. Otherwise that of the
                     editor that uses the record, otherwise TZ, otherwise the machine's.
  --day-start HH:MM  When a day begins. Otherwise as in that editor, otherwise 00:00.
  --help             Show this text.`;

const privacyHelp = `  --include-private  Include tasks that are private.
  --exclude-private  Leave out tasks that are private, and their share of the totals.`;

export const generalHelp = `Usage: leverage-record COMMAND [options]

Reads and writes the record of Leverage Record, also while editors use it.

  close    Record a finished task
  edit     Change a recorded task
  move     Move tasks to another day
  delete   Delete tasks
  undo     Take back the last of these actions
  import   Add the tasks of Markdown, CSV or JSON files
  export   Print a day as Markdown, CSV or JSON
  report   Print a day to read, or for a program
  days     List the recorded days with their totals
  scan     List the sessions that coding agents left on this machine

leverage-record COMMAND --help says more; leverage-record --version prints the version.
An option that is given twice counts as given last; a value that begins with a dash is written
--title=-x.

Results go to standard output, everything else to standard error.
Exit codes: 0 done, 1 failed, 2 wrong usage.`;

export const commandHelp: Readonly<Record<CommandName, string>> = {
  close: `Usage: leverage-record close --title T --hours H --ai-minutes M --supervisory-minutes M [options]

Records a finished task and prints its id, once it is safely on disk. Its minutes count
as edited by hand, since nothing measured them.

  --title T                What was done, up to 10,000 characters.
  --hours H                Hours a senior engineer who knows the codebase would have needed:
                           12, 1.5h, 90m, 2d (8 hours each), 1w (40 hours), 1h 30m or a range
                           such as 1-3h, of which the middle counts.
  --ai-minutes M           Minutes agents were busy: 40, 40m or 1h 20m.
  --supervisory-minutes M  Minutes spent composing prompts.
  --tokens N               4129000, 4,129,000, 250k or 4.1M.
  --project P              Project it belongs to.
  --private                Leave it out of what is published.
  --day D                  YYYY-MM-DD, today (unless given) or yesterday.
  --key K                  Record it once: if a task has this key already, nothing is added, its
                           id is printed and standard error says so. For scripts that may run
                           again, up to 200 characters, such as a commit or a ticket.
${commonOptions}

Example: leverage-record close --title "Port the importer" --hours 12 --ai-minutes 40 --supervisory-minutes 2`,

  edit: `Usage: leverage-record edit ID [options]

Changes a recorded task. The id is printed by close and listed by report --json. Minutes and
tokens that are changed count as edited by hand; what was measured is kept with the task.

  --title T                What was done.
  --hours H                The human estimate, as for close.
  --ai-minutes M           Minutes agents were busy.
  --supervisory-minutes M  Minutes spent composing prompts.
  --tokens N               Tokens; an empty text removes them.
  --project P              Project it belongs to; an empty text removes it.
  --private, --public      Leave it out of what is published, or include it.
${commonOptions}

Example: leverage-record edit 5f0c6b1e-8f64-4c0e-9d0e-2f4b7a1c3d52 --hours 2d`,

  move: `Usage: leverage-record move ID… --day D [options]

Moves closed tasks to another day, all in one action.

  --day D            YYYY-MM-DD, today or yesterday.
${commonOptions}`,

  delete: `Usage: leverage-record delete ID… [options]

Deletes tasks, all in one action. Their agent sessions return to the inbox. undo brings the
tasks back.

${commonOptions}`,

  undo: `Usage: leverage-record undo [options]

Takes back the last action of the command line in this record, whichever run of close, edit,
move, delete or import it was, and prints which. Called again, it takes back the one before, up
to 50. Nothing is rewritten: the opposite is recorded. What was done in an editor is undone
there.

  --dry-run          Say what would be undone, and change nothing.
  --force            Undo it even though what it recorded was changed since. Without it undo
                     refuses then, with exit code 1.
${commonOptions}`,

  days: `Usage: leverage-record days [options]

Lists the days on which tasks are recorded, oldest first, with the number of tasks, their totals
and averages. Private tasks count.

  --json             For a program. Factors are exact, and null where there are no minutes.
${commonOptions}`,

  import: `Usage: leverage-record import FILE… [options]

Adds the tasks of files, all in one action: if a file can't be read, nothing is added. A
task that is in the record already, or was imported before, is not added again.

  FILE         Markdown with a table of a record anywhere in it, CSV, or JSON from export;
               - reads standard input. Columns are found by their headings: Task, Human Est.
               and AI are needed; Sup., Factor, Sup. Factor, Tokens and Day are read as well.
  --day D      Day of tasks whose file names none in its heading, front or Day column. Without
               it the day in the file's name counts, and otherwise today.
  --column C   What a heading stands for, such as "Worked by=ai"; may be given several times.
               Columns: task, hours, low, high, ai, sup, factor, supfactor, tokens, day,
               project, private.
  --update     Take over the figures of tasks that are in the record with others.
  --dry-run    Say what would be added, and add nothing.
${commonOptions}

Figures from tables are marked as imported; JSON keeps the evidence it states.
Files are text in UTF-8, or in UTF-16 with a byte order mark. Rows that can't be read are named
on standard error with their line (in JSON, their number), and the exit code is then 1.`,

  export: `Usage: leverage-record export [options]

Prints a day: the task log, its totals and evidence. Import reads all three formats.

  --day D            YYYY-MM-DD, today (unless given) or yesterday.
  --from D, --to D   The recorded days between them, both included; either may be left out.
  --all              Every recorded day.
  --project P        Only tasks of that project: of every day, unless days are named.
  --format FORMAT    markdown (unless given), csv or json. JSON holds everything but the folders
                     of tasks.
  --decimals N       Decimals of row factors in Markdown: 1 (unless given), or 2 for up to two.
${privacyHelp}
                     Unless told, Markdown and CSV leave private tasks out, and JSON, which is
                     for yourself, includes them.
${commonOptions}`,

  report: `Usage: leverage-record report [options]

Prints a day with its totals, averages and analysis.

  --day D            YYYY-MM-DD, today (unless given) or yesterday.
  --format FORMAT    text (unless given), markdown or json.
  --json             The same as --format json: totals, tasks with their ids and ranges, and the
                     analysis. Factors are exact, and null where there are no minutes.
  --decimals N       Decimals of row factors: 1 (unless given), or 2 for up to two.
${privacyHelp}
                     Unless told, Markdown leaves private tasks out; text and JSON include them.
${commonOptions}`,

  scan: `Usage: leverage-record scan [options]

Lists the sessions of Claude Code, Codex, Gemini CLI and GitHub Copilot found on this machine,
with the minutes their agents were busy and those they waited for you, their turns, prompts and
tokens, and the totals of each day and agent. It reads the agents' own transcripts and neither
reads nor writes the record.

  --since D          Only sessions active on that day or later, and days from it on: YYYY-MM-DD,
                     today or yesterday.
  --agents A,B       Only these: claude, codex, gemini, copilot (its command line), copilot-chat
                     (in VS Code).
  --json             For a program: sessions, days, and what was skipped and how often.
  --no-cache         Read everything anew. Otherwise what was read before is remembered in the
                     system's folder for caches, without a word of what was said.
  --help             Show this text.

Days are those of the time zone of the process (TZ). Agents' folders are where each documents
them; CLAUDE_CONFIG_DIR, CODEX_HOME, COPILOT_HOME and XDG_CONFIG_HOME are respected.`,
};
