/** What the person typed of a message, without the context that an editor puts in front of it. */
export function codexPromptText(message: string): string {
  const text = message.trim();
  if (text.startsWith('# Context from my IDE setup:') || text.startsWith('# Files mentioned by the user')) {
    const marker = '## My request for Codex:';
    const from = text.indexOf(marker);
    return from < 0 ? '' : text.slice(from + marker.length).trim();
  }
  return text;
}
