import { commonOptions, dataOption } from './optionHelp';

/** Help of the commands that agents run. */
export const agentHelp = {
  propose: `Usage: leverage-record propose --title T --hours H [options]
       leverage-record propose - [options]

Drafts a task for the user to confirm, and prints the proposal's id once it is safely on disk. It
counts in no figure until then. Minutes, tokens and times are never given: they are measured.

  --title T          What was done, in one line of up to 300 characters.
  --hours H          Hours the persona would have needed, such as 6 or 1.5.
  --low H, --high H  The range it lies in.
  --because R        The reasons, in a sentence.
  --persona P        Who would have needed them. Otherwise a senior engineer who knows the codebase,
                     alone, without AI, with the same quality and tests.
  --category C       Kind of work, such as feature or bug.
  --workstream W     Larger effort it belongs to.
  --outcome O        at-once, corrected or dropped.
  --corrections N    How often it was corrected.
  --agent A          Name of the agent. Otherwise the one that runs the command, if it is known.
  --model M          Name of the model that estimated.
  --session S        Id of the agent's session.
  --key K            Key of this proposal. Proposing again with it in the same session replaces the
                     proposal and keeps what the user did with it. Up to 200 characters, such as a
                     commit. Other agents and sessions may use the same key.
  -                  Read these as the fields of one JSON object from standard input, such as
                     {"title": "Port the importer", "hours": 6}.
  --json             Print {"id": "…"}.
${dataOption}
  --help             Show this text.

Example: leverage-record propose --title "Port the importer" --hours 6 --low 4 --high 10 --because "Three formats, no tests yet"`,

  similar: `Usage: leverage-record similar --title T [options]

Prints the five recorded tasks whose titles are most like T, with their human estimates, minutes
and factors, so that estimates stay consistent. Only tasks whose estimate the user made or has
looked at are listed. Titles are compared by their groups of three letters, the rare ones weighing
more; of equally similar tasks the latest comes first.

  --title T          The title to compare with.
  --include-private  Include private tasks.
  --json             Print JSON.
${dataOption}
  --help             Show this text.`,

  calibration: `Usage: leverage-record calibration [options]

Prints confirmed ÷ proposed hours for each estimator and category: how many proposals were
confirmed, the median, the quartiles, and how many were confirmed within their range. Fewer than
five say nothing and are left out, as are proposals that nobody looked at. Where the user entered
what comparable work really took without AI, a second table compares that with each estimate.

  --json             Print JSON.
${dataOption}
  --help             Show this text.`,

  proposals: `Usage: leverage-record proposals [options]

Lists the proposals that wait for the user, oldest first, as the user has edited them.

  --json             Print JSON.
${commonOptions}`,

  withdraw: `Usage: leverage-record withdraw ID [options]

Takes back a proposal, whose id propose printed. One that the user has confirmed or dismissed stays
as it is, with exit code 1.

${dataOption}
  --help             Show this text.`,

  mcp: `Usage: leverage-record mcp [options]

Serves agents by the Model Context Protocol over standard input and output, until its input ends:
propose_task, similar_tasks, day_record and withdraw_proposal. Private tasks are never named.

${commonOptions}`,
};
