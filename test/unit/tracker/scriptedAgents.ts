/** Prints the screens of known agents frame by frame, so that the rules are tested on realistic output. */
export interface ScriptedAgent {
  readonly name: string;
  /** The output at its start. */
  readonly banner: string;
  readonly frameMs: number;
  /** A frame of work, `ms` into the turn. */
  working(ms: number): string;
  /** The end of a turn: the answer stands and the input box is empty. */
  finished(ms: number): string;
  /** The echo of a key, with the resulting text. */
  echo(text: string): string;
}

const esc = '\u001b';

/** Ink redraws its whole dynamic part: it erases as many lines as it wrote and writes them again. */
class InkScreen {
  private height = 0;

  draw(lines: readonly string[], printed = ''): string {
    const erase = `${esc}[2K${`${esc}[1A${esc}[2K`.repeat(Math.max(0, this.height - 1))}${esc}[G`;
    this.height = lines.length;
    return `${esc}[?2026h${erase}${printed}${lines.join('\r\n')}${esc}[?2026l`;
  }
}

function box(text: string): readonly string[] {
  const width = 60;
  const rule = '─'.repeat(width);
  const rows = [];
  for (let at = 0; at === 0 || at < text.length; at += width - 4) {
    rows.push(`│ ${at === 0 ? '>' : ' '} ${text.slice(at, at + width - 4).padEnd(width - 4)}│`);
  }
  return [`${esc}[2m╭${rule}╮${esc}[22m`, ...rows, `╰${rule}╯`];
}

function menu(text: string): readonly string[] {
  const commands = [
    '/clear',
    '/compact',
    '/config',
    '/cost',
    '/context',
    '/doctor',
    '/exit',
    '/help',
    '/hooks',
  ];
  return text.startsWith('/')
    ? commands
        .filter((each) => each.startsWith(text))
        .map((each) => `  ${each.padEnd(14)} Does what ${each} does`)
    : ['  ? for shortcuts'];
}

export function claude(): ScriptedAgent {
  const screen = new InkScreen();
  const glyphs = ['·', '✢', '✳', '✶', '✻', '✽'];
  const status = (ms: number) => {
    const glyph = glyphs[Math.floor(ms / 120) % glyphs.length];
    const hint = `(${Math.floor(ms / 1000)}s · ↑ ${(ms / 4000).toFixed(1)}k tokens · ${esc}[1mesc${esc}[22m to interrupt)`;
    return `${esc}[38;2;215;119;87m${glyph}${esc}[39m Thinking… ${hint}`;
  };
  return {
    name: 'Claude Code',
    banner: ' ✻ Welcome to Claude Code!\r\n\r\n   cwd: /home/me/project\r\n',
    frameMs: 120,
    working: (ms) => {
      const answer = ms % 2400 < 120 ? `⏺ Read(src/file${ms}.ts)\r\n  ⎿  Read ${ms % 97} lines\r\n` : '';
      return screen.draw(['', status(ms), '', ...box(''), ...menu('')], answer);
    },
    finished: (ms) => screen.draw(['', `✻ Baked for ${Math.floor(ms / 1000)}s`, ...box(''), ...menu('')]),
    echo: (text) =>
      `${esc}]0;✳ Fix it\u0007${screen.draw(['', '✻ Baked for 10s', ...box(text), ...menu(text)])}`,
  };
}

export function gemini(): ScriptedAgent {
  const screen = new InkScreen();
  const dots = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'.split('');
  const footer = '~/project (main*)     no sandbox     gemini-pro (98% context left)';
  return {
    name: 'Gemini',
    banner: '\r\nTips for getting started:\r\n1. Ask questions, edit files, or run commands.\r\n',
    frameMs: 80,
    working: (ms) =>
      screen.draw([
        `${dots[Math.floor(ms / 80) % dots.length]} Consulting the oracle of semicolons (esc to cancel, ${Math.floor(ms / 1000)}s)`,
        ...box(''),
        footer,
      ]),
    finished: (ms) => screen.draw([...box(''), footer], `✦ Done after ${ms} ms…\r\n`),
    echo: (text) => screen.draw([...box(text), footer]),
  };
}

export function copilot(): ScriptedAgent {
  const screen = new InkScreen();
  const glyphs = ['∙', '○', '◎', '◉', '●'];
  return {
    name: 'Copilot',
    banner: 'Welcome to GitHub Copilot CLI\r\n',
    frameMs: 150,
    working: (ms) =>
      screen.draw([`${glyphs[Math.floor(ms / 150) % 5]} Thinking (Esc to cancel)`, '', '❯ ', ' Ctrl+c Exit']),
    finished: (ms) => screen.draw(['❯ ', ' Ctrl+c Exit'], `● Changed ${ms % 7} files.\r\n`),
    echo: (text) => screen.draw([`❯ ${text}`, ' Ctrl+c Exit']),
  };
}

/** Draws only the cells that changed, each run of them in place. */
export function codex(): ScriptedAgent {
  const at = (row: number, column: number, text: string) => `${esc}[${row};${column}H${text}`;
  const frame = (cells: string) =>
    `${esc}[?2026h${cells}${esc}[39m${esc}[49m${esc}[0m${esc}[?25h${esc}[?2026l`;
  const shimmer = (ms: number) =>
    'Working'
      .split('')
      .map((letter, index) => `${esc}[38;2;${(ms + index * 20) % 256};90;90m${letter}`)
      .join('');
  let drawn = '';
  return {
    name: 'Codex',
    banner: `${esc}[2J${esc}[1;1H>_ OpenAI Codex\r\n`,
    frameMs: 64,
    working: (ms) => {
      drawn = '';
      if (ms < 64) {
        const words = ['(0s', '•', 'esc', 'to', 'interrupt)'].map((word, index) =>
          at(20, 11 + index * 5, word),
        );
        return frame(`${at(20, 1, '•')}${at(20, 3, shimmer(0))}${words.join('')}`);
      }
      const seconds = ms % 1000 < 64 ? at(20, 12, `${Math.floor(ms / 1000)}`) : '';
      return frame(at(20, 3, shimmer(ms)) + seconds);
    },
    finished: () => frame(at(20, 1, `${esc}[K`) + at(22, 1, '› ')),
    echo: (text) => {
      let same = 0;
      while (same < text.length && text[same] === drawn[same]) {
        same++;
      }
      drawn = text;
      return frame(`${at(22, 3 + same, text.slice(same))}${esc}[K`);
    },
  };
}

/** Waits with a running bar, then streams plain lines; its input is drawn by prompt_toolkit, which appends. */
export function aider(): ScriptedAgent {
  let drawn = '';
  // Answers don't repeat each other word by word; a repeat is taken as a redraw.
  let answer = 0;
  return {
    name: 'aider',
    banner: 'Aider v0.86\r\nMain model: sonnet\r\n> ',
    frameMs: 100,
    working: (ms) => {
      drawn = '';
      answer += ms === 0 ? 1 : 0;
      if (ms < 3000) {
        const bar = ms % 200 < 100 ? '░█' : '█░';
        return `\r${' '.repeat(Math.floor(ms / 100) % 8)}${bar}   Waiting for sonnet`;
      }
      return `${ms < 3100 ? `\r${esc}[K` : ''}a line of answer ${answer} at ${ms} ms\r\n`;
    },
    finished: (ms) => `Tokens: ${ms} sent, 120 received.\r\n${'─'.repeat(40)}\r\n> `,
    echo: (text) => {
      const longer = text.startsWith(drawn);
      const cells = longer ? text.slice(drawn.length) : `${'\b'.repeat(drawn.length)}${text}${esc}[K`;
      drawn = text;
      return `${esc}[?25l${esc}[?7l${esc}[0m${cells}${esc}[?7h${esc}[0m${esc}[?12l${esc}[?25h`;
    },
  };
}

export const scriptedAgents: readonly (() => ScriptedAgent)[] = [claude, codex, gemini, copilot, aider];
