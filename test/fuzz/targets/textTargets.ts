import { parseHostMessage } from '../../../src/core/page/protocol';
import { parseWebviewMessage } from '../../../src/core/page/intents';
import { agentCommand } from '../../../src/core/programs/agentCommand';
import { classify, silentOutput, type AgentOutput } from '../../../src/core/tracker/output/agentOutput';
import { withHooks, withoutHooks } from '../../../src/agents/hooks/claudeSettings';
import { proposalFieldsSchema } from '../../../src/core/task/proposal';
import { proposeChanges } from '../../../src/core/proposal/proposalChanges';
import { readSuggestion } from '../../../src/core/proposal/suggesting/readSuggestion';
import { suggestionSchema } from '../../../src/core/proposal/suggesting/suggestedTask';
import { parseProposalInput } from '../../../src/core/proposal/proposalInput';
import { UserError } from '../../../src/core/userError';
import { parseOperation } from '../../../src/core/journal/operation';
import { expectThat, type FuzzTarget } from '../fuzzTarget';

const commandLines = [
  'claude --model opus "fix the bug"',
  'cd ~/app && FOO=bar npx -y @openai/codex exec --json "do it" 2>&1 | tee out.log',
  'bash -lc "cd /tmp; claude -p \'go on\'"',
  'mise exec node@22 -- claude',
  'ssh host -t "cd x && claude"',
  '& "C:\\Users\\me\\claude.exe" -c',
  'for i in 1 2; do codex exec $i; done # claude',
  'cat <<EOF | claude -p\nhello\nEOF',
];

const terminalOutput = [
  '\u001b[2K\u001b[1A\u001b[2K\u001b[G\u001b[38;5;174m✻\u001b[39m Thinking… (12s · ↑ 1.2k tokens · esc to interrupt)\r\n',
  '\u001b[?2026h\u001b[H╭──────╮\r\n│ > hel│\r\n╰──────╯\u001b[?2026l',
  '\u001b]0;✳ claude\u0007\u001b[5;3H⠋\u001b[5;9H13s',
  'plain text that an agent streams\nover lines\n',
];

const pageMessages = [
  { type: 'ready' },
  { type: 'editFigure', id: 't1', field: 'estimate', text: '1.5h' },
  { type: 'assignSessions', ids: ['claude 1', 'codex 2'] },
  { type: 'ignoreFolder', folder: '/w/app' },
  { type: 'hideFinding', day: '2026-04-19', kind: 'totals', hidden: true },
  { type: 'orderFindings', day: '2026-04-19', order: ['totals', 'headline'] },
  { type: 'writeOwnText', day: '2026-04-19', text: 'Mine.' },
  { type: 'showDay', day: '2026-04-12' },
  { type: 'showTimeline', shown: true },
].map((message) => JSON.stringify(message));

const operations = [
  {
    stamp: '0001780000000000-0000-w1',
    entity: 'task',
    id: 't1',
    kind: 'set',
    fields: { title: 'Build', status: 'open', startedAt: 1_780_000_000_000, project: 'app', private: false },
  },
  { stamp: '0001780000000001-0000-w1', entity: 'span', id: 's1', kind: 'delete' },
].map((operation) => JSON.stringify(operation));

const proposals = [
  { title: 'Port the importer', hours: 6, low: 4, high: 10, because: 'Three formats.', key: 'k' },
  { title: 'Größe', hours: 0.25, persona: 'a junior', category: 'bug', workstream: 'w', session: 's' },
  { title: 'x', hours: 1, outcome: 'corrected', corrections: 2, agent: 'claude', model: 'opus' },
  { title: 'x', hours: 1, minutes: 40, aiTokens: 3, startedAt: 1_780_000_000_000 },
].map((proposal) => JSON.stringify(proposal));

const answers = [
  JSON.stringify({ title: 'Port the importer', hours: 6, low: 4, high: 10, because: 'Three formats.' }),
  ...proposals,
];

const proposedNow = {
  way: 'command-line',
  at: 1_780_000_000_000,
  folder: null,
  processes: [],
  guessed: { agent: null, session: null },
} as const;

const claudeSettings = [
  '{\n  "model": "opus",\n  "hooks": {\n    "Stop": [{ "hooks": [{ "type": "command", "command": "x" }] }]\n  }\n}\n',
  '{"permissions":{"allow":["Bash(npm test)"]},"hooks":{}}',
];

const script = '/home/me/.leverage/hook.cjs';

/** What takes text or values in without reading a file. */
export function textTargets(): readonly FuzzTarget[] {
  return [
    {
      name: 'command line',
      seeds: () => commandLines.map((line) => Buffer.from(line)),
      run: (input) => {
        const found = agentCommand(input.toString('utf8'));
        expectThat(found === undefined || found.agent.length < 200, 'an agent with an absurd name');
      },
    },
    {
      name: 'terminal output',
      seeds: () => terminalOutput.map((chunk) => Buffer.from(chunk)),
      run: (input) => {
        const text = input.toString('utf8');
        const half = Math.floor(text.length / 2);
        let output: AgentOutput = silentOutput;
        for (const chunk of [text.slice(0, half), text.slice(half), text]) {
          ({ output } = classify(output, chunk));
        }
        expectThat(JSON.stringify(output).length < 100_000, 'more is kept of a terminal than it shows');
      },
    },
    {
      name: 'Claude Code’s settings',
      seeds: () => claudeSettings.map((text) => Buffer.from(text)),
      run: (input) => {
        const text = input.toString('utf8');
        try {
          const withOurs = withHooks(text, script);
          expectThat(withHooks(withOurs, script) === withOurs, 'installing once more changes the settings');
          expectThat(!withoutHooks(withOurs, script)?.includes(script), 'a hook is left behind');
        } catch (error) {
          if (!(error instanceof UserError)) {
            throw error;
          }
        }
      },
    },
    {
      name: 'page messages',
      seeds: () => pageMessages.map((text) => Buffer.from(text)),
      run: (input) => {
        const value = jsonOf(input);
        parseWebviewMessage(value);
        parseHostMessage(value);
      },
    },
    {
      name: 'journal operations',
      seeds: () => operations.map((text) => Buffer.from(text)),
      run: (input) => {
        parseOperation(jsonOf(input));
        expectThat(!('polluted' in {}), 'a prototype was changed');
      },
    },
    {
      name: 'proposals',
      seeds: () => proposals.map((text) => Buffer.from(text)),
      run: (input) => {
        const answer = parseProposalInput(jsonOf(input));
        if (!answer.ok) {
          expectThat(/^.{10,1500}$/su.test(answer.problem), `a refusal that says little: ${answer.problem}`);
          return;
        }
        const { id, changes } = proposeChanges(answer.value, proposedNow, () => 'new');
        const [{ kind, entity, ...change } = { kind: 'none', entity: 'none', fields: {} }] = changes;
        const fields = 'fields' in change ? change.fields : {};
        expectThat(kind === 'set' && entity === 'proposal', 'more than a proposal');
        const whole = { ...fields, edited: null, decision: null, join: null };
        expectThat(proposalFieldsSchema.safeParse(whole).success, 'the journal would not take it');
        expectThat(!/minutes|tokens/i.test(Object.keys(fields).join(' ')), 'a measured field');
        expectThat(id.startsWith('proposal-'), `the id ${id}`);
      },
    },
    {
      name: 'answers of language models',
      seeds: () => answers.map((text) => Buffer.from(`Here it is:\n\`\`\`json\n${text}\n\`\`\``)),
      run: (input) => {
        const read = readSuggestion(input.toString('utf8'), 'GPT-5');
        if (!read.ok) {
          expectThat(/^.{10,500}$/su.test(read.problem), `a refusal that says little: ${read.problem}`);
          return;
        }
        expectThat(read.value.model === 'GPT-5', 'an estimate of somebody else');
        expectThat(
          suggestionSchema.safeParse({ id: 'new', at: 0, input: read.value }).success,
          'a form would not keep it',
        );
        const { hours, low = hours, high = hours } = read.value;
        expectThat(0 < low && low <= hours && hours <= high, `the hours ${low} ${hours} ${high}`);
      },
    },
  ];
}

function jsonOf(input: Buffer): unknown {
  try {
    return JSON.parse(input.toString('utf8'));
  } catch {
    return input.toString('utf8');
  }
}
