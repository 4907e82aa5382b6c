import { connectableAgents, serverOf, type ConnectContent } from './connectableAgents';

/** Markdown with all that an agent needs whose settings aren't known, to be copied. English, as agents read it. */
export function connectByHand(content: ConnectContent): string {
  const server = serverOf(content);
  const call = [server.command, ...server.args].map(quoted).join(' ');
  const own = connectableAgents.map(({ serverCommand }) => `${serverCommand.join(' ')} ${call}`);
  return `# Connect an agent by hand

One of the two is enough. Both only propose: you confirm.

## With the command

Copy this into the instructions that your agent reads, such as AGENTS.md, or save it as \`leverage-record/SKILL.md\` in its folder of skills. Allow it to run \`leverage-record propose\`, \`leverage-record similar\` and \`leverage-record withdraw\` without asking. The command is on the PATH of VS Code's terminals.

\`\`\`\`markdown
${content.skill.trimEnd()}
\`\`\`\`

## With the MCP server

It needs no PATH, so it works outside VS Code's terminals as well.

\`\`\`json
${JSON.stringify({ mcpServers: { 'leverage-record': server } }, undefined, 2)}
\`\`\`

Some agents have a command for it:

\`\`\`sh
${own.join('\n')}
\`\`\`
`;
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `"${word.replaceAll('"', '\\"')}"`;
}
