import { agentHelp } from './agentHelp';
import { commonOptions, privacyHelp, timeframeHelp } from './optionHelp';

export const commandNames = [
  'close',
  'edit',
  'move',
  'delete',
  'undo',
  'import',
  'export',
  'report',
  'check',
  'days',
  'history',
  'timesheet',
  'leaderboard',
  'records',
  'scan',
  'doctor',
  'propose',
  'similar',
  'calibration',
  'proposals',
  'withdraw',
  'mcp',
] as const;
export type SubcommandName = (typeof commandNames)[number];

export const generalHelp = `Usage: leverage-record COMMAND [options]

Reads and writes your leverage record, even while editors are using it.

  close        Record a finished task
  edit         Change a recorded task
  move         Move tasks to another day
  delete       Delete tasks
  undo         Undo the last of these actions
  import       Add the tasks of Markdown, CSV or JSON files
  export       Print days as Markdown, HTML, CSV, JSON or five lines
  report       Print a day as text, Markdown or JSON
  check        Check the figures of a text about a day
  days         List the recorded days with their totals
  history      Print a week, a month or any days, by time, project, agent and the like
  timesheet    Print time by client and project, for a time tracker
  leaderboard  List the tasks with the highest factors or the most hours
  records      Print the highest days, weeks, months, quarters, years and tasks
  scan         List the coding agent sessions found on this machine
  doctor       Say whether what agents propose and leave arrives, and what to do

For agents:

  propose      Draft a task, for the user to confirm
  withdraw     Take back a proposal
  proposals    List the proposals that wait for the user
  similar      Print recorded tasks with a similar title
  calibration  Compare what was proposed with what was confirmed
  mcp          Serve the same to agents by the Model Context Protocol

See leverage-record COMMAND --help for details; --version prints the version.
If an option is given twice, the last one counts. Write a value that begins with a dash as
--title=-x.

Results go to standard output, everything else to standard error.
Exit codes: 0 done, 1 failed, 2 wrong usage.`;

export const commandHelp: Readonly<Record<SubcommandName, string>> = {
  close: `Usage: leverage-record close --title T --hours H --ai-minutes M --supervisory-minutes M [options]

Records a finished task and prints its id once it is safely on disk. Its minutes count
as edited by hand, since nothing measured them.

  --title T                What was done, up to 10,000 characters.
  --hours H                Hours a senior engineer who knows the codebase would have needed:
                           12, 1.5h, 90m, 2d (8 hours each), 1w (40 hours), 1h 30m or a range
                           such as 1-3h, whose middle counts.
  --ai-minutes M           Minutes agents were busy: 40, 40m or 1h 20m.
  --supervisory-minutes M  Minutes spent composing prompts.
  --tokens N               4129000, 4,129,000, 250k or 4.1M.
  --project P              Project it belongs to.
  --category C             Kind of work, such as feature or bug.
  --workstream W           Larger effort it belongs to.
  --private                Exclude it from public exports.
  --day D                  YYYY-MM-DD, today (the default) or yesterday.
  --key K                  Record it only once: if a task already has this key, nothing is added, its
                           id is printed and standard error says so. For scripts that may run
                           again. Up to 200 characters, such as a commit or a ticket.
${commonOptions}

Example: leverage-record close --title "Port the importer" --hours 12 --ai-minutes 40 --supervisory-minutes 2`,

  edit: `Usage: leverage-record edit ID [options]

Changes a recorded task. The id is printed by close and listed by report --json. Minutes and
tokens that you change count as edited by hand; the measurements are kept with the task.

  --title T                What was done.
  --hours H                The human estimate, as for close.
  --ai-minutes M           Minutes agents were busy.
  --supervisory-minutes M  Minutes spent composing prompts.
  --tokens N               Tokens; an empty text removes them.
  --real-effort H          Hours that comparable work really took without AI; an empty text
                           removes them. They count in no figure: calibration compares them.
  --outcome O              at-once, corrected or dropped; dropped work counts 0 hours. An empty
                           text removes it.
  --project P              Project it belongs to; an empty text removes it.
  --category C             Kind of work; an empty text removes it. Written as other tasks have it,
                           whatever its letter case.
  --workstream W           Larger effort it belongs to, likewise.
  --private, --public      Exclude it from public exports, or include it.
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

Undoes the last command-line action on this record, whether it was close, edit, move, delete or
import, and prints which. Run it again to undo the one before, up to 50. Nothing is rewritten: the
inverse is recorded. Undo changes made in an editor there.

  --dry-run          Say what would be undone, and change nothing.
  --force            Undo it even if what it recorded was changed since. Otherwise undo refuses,
                     with exit code 1.
${commonOptions}`,

  days: `Usage: leverage-record days [options]

Lists the days with recorded tasks, oldest first, with the number of tasks, their totals
and averages. Private tasks count.

  --json             Print JSON. Factors are exact, and null if there are no minutes.
${commonOptions}`,

  import: `Usage: leverage-record import FILE… [options]

Adds the tasks in files, all in one action: if a file can't be read, nothing is added. A
task that is already in the record, or was imported before, isn't added again.

  FILE         Markdown or HTML containing a task log table, CSV, or JSON from export;
               - reads standard input. Columns are found by their headings: Task, Human Est.
               and AI are required; Sup., Factor, Sup. Factor, Tokens and Day are optional.
  --day D      Day for tasks whose file has none in its heading, front matter or Day column.
               Otherwise the day in the file name, otherwise today.
  --column C   What a heading stands for, such as "Worked by=ai"; may be given several times.
               Columns: task, hours, low, high, ai, sup, factor, supfactor, tokens, day,
               project, private.
  --update     Update recorded tasks whose figures differ.
  --dry-run    Say what would be added, and add nothing.
${commonOptions}

Figures from tables are marked as imported; JSON keeps its own evidence.
Files are text in UTF-8, or in UTF-16 with a byte order mark. Rows that can't be read are listed
on standard error with their line (in JSON, their number), and the exit code is then 1.`,

  export: `Usage: leverage-record export [options]

Prints a day or a span as a file to keep, move or publish: the task log, its totals, the analysis
and what it covers. Import reads Markdown, HTML, CSV and JSON.

  --day D            YYYY-MM-DD, today (the default) or yesterday.
  --period P         The week, month, quarter or year that the day lies in.
  --from D, --to D   The recorded days in this range, inclusive; either may be omitted.
  --all              Every recorded day.
  --project P        Only tasks of that project: on every day, unless days are given.
  --format FORMAT    markdown (the default); html, one file with charts that loads nothing and runs
                     nothing; csv; json, which has everything except the folders of tasks; or
                     standup, five lines of text.
  --template T       Columns and headings of Markdown: standard (the default), agent, initials or
                     words, or a JSON file of your own; see docs/publishing.md.
  --decimals N       Decimals of row factors: 1 (the default), or 2 for up to two.
${privacyHelp}
                     By default all but JSON leave out private tasks; JSON, which is for yourself,
                     includes them. Tasks in ignored folders are left out with private ones, and
                     then JSON has no branches and no reasons for estimates either.
  --clients FILE     Your clients, as JSON: {"ACME": ["~/acme", "Shop"]}. Their names are
                     looked for in what leaves.
  --allow-marked     Print also what looks like a secret, an e-mail address, a path in a home
                     folder, a host name, a client or a task that was left out. Without it, such
                     places are listed, nothing is printed and the exit code is 1.
${commonOptions}`,

  report: `Usage: leverage-record report [options]

Prints a day with its totals, averages and analysis.

  --day D            YYYY-MM-DD, today (the default) or yesterday.
  --format FORMAT    text (the default), markdown or json.
  --json             Same as --format json: totals, tasks with their ids and ranges, and the
                     analysis. Factors are exact, and null if there are no minutes.
  --decimals N       Decimals of row factors: 1 (the default), or 2 for up to two.
${privacyHelp}
                     By default Markdown leaves out private tasks; text and JSON include them.
${commonOptions}`,

  check: `Usage: leverage-record check FILE [options]

Checks the figures of an English text in Markdown against the record of a day, and lists those
that the record contradicts, with what it has and for which rows. FILE may be - for standard
input. A figure that can mean several things is never called wrong; what rests on nothing in the
record, such as lines of code, is only counted.

  --day D            YYYY-MM-DD, today or yesterday. Otherwise the day in the front matter of the
                     text (day: YYYY-MM-DD), otherwise today.
  --json             Print JSON: every figure with its place, verdict (supported, contradicted or
                     unchecked), what it rests on, and what would be right.
${privacyHelp}
                     By default private tasks are left out, as of what is published.
${commonOptions}

The exit code is 1 if a figure is contradicted.`,

  history: `Usage: leverage-record history [options]

Prints the sums and both averages of a timeframe, by day, week, month or year, and the period before
to compare with: as many of its days as have passed, if the timeframe isn't over. Days before the
record began have no line.

${timeframeHelp}
                     By default this month.
  --by WHAT          time (the default), factor, project, agent, model, category, workstream or
                     estimator. A task of several agents counts for each.
  --project P        Only tasks of that project; an empty text: those without one.
  --search TEXT      Only tasks whose titles have these words, whatever their case and accents.
  --analysis         The analysis too, as report has it for a day.
  --json             Print JSON: everything at once. Factors are exact, and null if there are none.
${privacyHelp}
                     By default private tasks are included.
${commonOptions}`,

  timesheet: `Usage: leverage-record timesheet --for PROGRAM --email ADDRESS [options]

Prints the time of tasks by client and project as CSV that a time tracker imports. Standard error
says for each client what rounding made of it.

  --for PROGRAM      toggl, clockify or tempo: the columns that it takes in.
  --email ADDRESS    Whose time it is there.
  --clients FILE     Your clients, as JSON: {"ACME": ["~/acme", "Shop"]}, each with their
                     folders, projects and workstreams. The first that has a task is its client.
  --client NAME      Only this client's tasks.
  --minutes M        ai (the default), supervisory, or both together.
  --round N          Round to 1 (the default), 5, 6, 15 or 30 minutes.
  --rounding R       up (the default) or nearest.
  --per P            Round each entry (the default), or all of a project on a day: day. Then they
                     are one entry.
  --dates FORMAT     YYYY-MM-DD, MM/DD/YYYY or DD/MM/YYYY, as the program is set up.
  --clock C          12 or 24 hours, likewise.
  --day D, --period P, --from D, --to D, --all
                     Which days; see leverage-record export --help.
${privacyHelp}
                     By default private tasks, and tasks in ignored folders, are left out.
  --allow-marked     Print also what may not be meant for others; see export --help.
${commonOptions}`,

  leaderboard: `Usage: leverage-record leaderboard [options]

Lists the highest tasks of a timeframe. Equal figures have equal ranks; a task over 0 minutes, or
without an estimate, has no factor and comes last.

${timeframeHelp}
                     By default all.
  --by WHAT          factor (the default), supervisory or hours.
  --top N            How many: 10 if not given.
  --search TEXT      Only tasks whose titles have these words, whatever their case and accents.
  --json             Print JSON. Factors are exact, and null if there are none.
${privacyHelp}
                     By default private tasks are included.
${commonOptions}`,

  records: `Usage: leverage-record records [options]

Prints which day, week, month, quarter and year of the whole record has the highest factors and
the most hours, AI minutes and tasks, and which task the highest figures. Of equal ones, the first
is named.

  --json             Print JSON. Figures are exact.
${privacyHelp}
                     By default private tasks are included.
${commonOptions}`,

  scan: `Usage: leverage-record scan [options]

Lists the sessions of Claude Code, Codex, Gemini CLI and GitHub Copilot found on this machine,
with the minutes their agents were busy and those they waited for you, their turns, prompts and
tokens, and the totals of each day and agent. It reads the agents' own transcripts and neither
reads nor writes the record.

  --since D          Only sessions active on that day or later, and days from then on: YYYY-MM-DD,
                     today or yesterday.
  --agents A,B       Only these: claude, codex, gemini, copilot (its command line), copilot-chat
                     (in VS Code).
  --json             Print JSON: sessions, days, and what was skipped and how often.
  --no-cache         Read everything again. Otherwise earlier results are kept in the system's
                     cache folder, without any conversation text.
  --help             Show this text.

Days are counted in the time zone of the process (TZ). Agents' folders are where each documents
them; CLAUDE_CONFIG_DIR, CODEX_HOME, COPILOT_HOME and XDG_CONFIG_HOME are respected.`,

  doctor: `Usage: leverage-record doctor [options]

Says for each agent that can be connected whether its proposals, hooks and transcripts arrive, and
if not, the next step. Warns where an agent will delete transcripts within a week that are in no
task yet.

  --json             Print JSON: the agents, each with its next step or null, and whether the
                     command is on the PATH.
${commonOptions}`,

  ...agentHelp,
};
