import { usualPersona } from './persona';

/** The name of the skill, and of the folder that holds its SKILL.md. */
export const agentSkillName = 'leverage-record';

/**
 * SKILL.md, in the open form of Agent Skills: the one text that teaches any agent when and how to propose. English, as
 * agents read it, and short, since each session pays for it.
 */
export const agentSkill = `---
name: ${agentSkillName}
description: Proposes a finished piece of work as a task for the user's record. Use it once for each piece of work that you finished (a feature, a fix, a review, an investigation), right before your final answer.
---

# Propose what you finished

Once for each finished piece of work, right before your final answer:

1. Run \`leverage-record similar --title "Export invoices as CSV"\`. It prints close past tasks with the hours that the user confirmed; stay consistent with them.
2. Run

       leverage-record propose --title "Export invoices as CSV" --hours 6 --low 4 --high 10 --because "New format, tests and docs; existing export as a model"

If you have the tools \`similar_tasks\` and \`propose_task\`, call those instead.

- **Title**: what was achieved, as a colleague would say it, in one line.
- **Hours**: how long it would have taken ${usualPersona}. Think in parts: understanding, building, testing, debugging, documenting. Not how long you took. Anchors:
  - a typo or a setting: 0.1 to 0.3
  - a fix with its test: 1 to 3
  - a feature over several files, with tests and docs: 8 to 24
- **Low and high**: the range that you would bet on.
- **Because**: the reasons, in a sentence.
- Optional: \`--model\` with your own name, \`--category\`, \`--workstream\`, and \`--outcome at-once\`, \`corrected\` or \`dropped\`, as the user took the work.

It prints the proposal's id. If you were wrong, run \`leverage-record withdraw ID\` and propose again.

Never give minutes, tokens or times: they are measured, and proposals with them are refused. Don't propose questions, plans or work that isn't finished. Don't ask the user about it, don't wait for anything and don't mention it in your answer: the user confirms proposals elsewhere. If the command is missing or fails, go on silently; don't try again.
`;
