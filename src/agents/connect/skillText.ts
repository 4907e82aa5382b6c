/** SKILL.md, in the open form of Agent Skills: one text for all agents. English, as agents read it. */
export const skillText = `---
name: leverage-record
description: Proposes a finished piece of work as a task for the user's record. Use it once for each piece of work that you finished (a feature, a fix, a review, an investigation), right before your final answer.
---

# Propose what you finished

Once for each finished piece of work, right before your final answer, run:

    leverage-record propose --title "Export invoices as CSV" --hours 6 --low 4 --high 10 --because "New format, tests and docs; existing export as a model"

- **Title**: what was achieved, as a colleague would say it, in one line.
- **Hours**: how long a senior engineer who knows the codebase would have needed, alone, without AI, at the same quality and with the same tests. Think in parts (understanding, building, testing, debugging, documenting). Anchors: a typo or a setting 0.1 to 0.3; a fix with its test 1 to 3; a feature over several files with tests and docs 8 to 24.
- **Low and high**: the range that you would bet on.
- **Because**: the reasons in a sentence.
- Optional: \`--category\`, \`--workstream\`, and \`--outcome corrected\` or \`--outcome dropped\` where the user had to correct the work or gave it up.

It prints the proposal's id. If the work changes afterwards, run \`leverage-record withdraw ID\` and propose again.

To stay consistent with earlier estimates, first run \`leverage-record similar --title "…"\`: it prints close past tasks with their confirmed hours.

Never give minutes or tokens: they are measured. Don't propose questions, plans or work that isn't finished. Don't ask the user about it, and don't mention it in your answer: the user confirms proposals elsewhere. If the command is missing or fails, go on without a word.
`;
