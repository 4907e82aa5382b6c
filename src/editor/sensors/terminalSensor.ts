import * as vscode from 'vscode';
import type { Clock, Log } from '../../core/ports';
import { agentCommand, type AgentCommand } from '../../core/programs/agentCommand';
import { classify, silentOutput } from '../../core/tracker/output/agentOutput';
import type { SensorTarget } from '../../recorder/sensors';
import type { Settings } from '../settings';
import { enteredFolder } from './enteredFolder';

/** After a reload VS Code restores terminals one by one; by then all are back. */
const terminalsBackMs = 30_000;

/** The late start and end of a program that a reload hid come together; a new program takes longer, or its end is seen. */
const latePairMs = 500;

/** A working agent prints many times a second; so often is often enough to know that it works. */
const reportMs = 200;
/** Of a batch program only whether it lives. */
const reportLifeMs = 1_000;

/** Reports to the recorder which agents run in the terminals and when they work. Dispose of it to stop. */
export class TerminalSensor {
  private readonly keys = new WeakMap<vscode.Terminal, Promise<string>>();
  private readonly agentRuns = new WeakSet<vscode.TerminalShellExecution>();
  private readonly agentTerminals = new WeakSet<vscode.Terminal>();
  /** The agent's that was started last in each terminal, while no other command was. */
  private readonly lastRuns = new WeakMap<vscode.Terminal, vscode.TerminalShellExecution>();
  private readonly ended = new WeakSet<vscode.TerminalShellExecution>();
  private unnamed = 0;
  private disposed = false;
  private readonly owned: vscode.Disposable;

  constructor(
    private readonly target: SensorTarget,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    const afterReload = setTimeout(() => this.guard(this.reportTerminals()), terminalsBackMs);
    this.owned = vscode.Disposable.from(
      vscode.window.onDidStartTerminalShellExecution((event) => this.guard(this.started(event))),
      vscode.window.onDidEndTerminalShellExecution((event) => this.guard(this.finished(event))),
      vscode.window.onDidCloseTerminal((terminal) => this.guard(this.closed(terminal))),
      new vscode.Disposable(() => clearTimeout(afterReload)),
    );
    // Asked for at once: a terminal that is closing no longer says.
    vscode.window.terminals.forEach((terminal) => this.guard(this.keyOf(terminal)));
  }

  /** Whether an agent was seen to start in the terminal and not yet to end. */
  runsAgent(terminal: vscode.Terminal): boolean {
    return this.agentTerminals.has(terminal);
  }

  /** A prompt of a task was sent to the terminal. */
  promptSent(terminal: vscode.Terminal, taskId: string): void {
    this.guard(this.keyOf(terminal).then((key) => this.target.promptSent(key, taskId)));
  }

  dispose(): void {
    this.disposed = true;
    this.owned.dispose();
  }

  private async started({ terminal, execution }: vscode.TerminalShellExecutionStartEvent): Promise<void> {
    // Before anything is awaited, as the output before that is lost.
    const { agentCommands: commands, agentAliases: aliases } = this.settings;
    const command = agentCommand(execution.commandLine.value, { commands, aliases });
    const output = command && execution.read();
    const before = this.lastRuns.get(terminal);
    const isEndMissed = before !== undefined && before !== execution && !this.ended.has(before);
    this.lastRuns.delete(terminal);
    this.agentTerminals.delete(terminal);
    if (command) {
      this.agentRuns.add(execution);
      this.lastRuns.set(terminal, execution);
      this.agentTerminals.add(terminal);
    }
    const key = await this.keyOf(terminal);
    if (this.target.isSuspendedIn(key)) {
      await new Promise((resolve) => {
        setTimeout(resolve, latePairMs);
      });
      if (this.ended.has(execution)) {
        return;
      }
      // A new program starts, so the one from before the reload ended, unseen.
      this.target.observe({ kind: 'terminal-closed', terminal: key });
    }
    if (isEndMissed) {
      // One shell runs one command line at a time.
      this.target.observe({ kind: 'end-missed', terminal: key });
    }
    if (command === undefined || this.disposed) {
      return;
    }
    const { agent, mode, enters = [], elsewhere } = command;
    const cwd = execution.cwd?.fsPath ?? terminal.shellIntegration?.cwd?.fsPath;
    const program =
      elsewhere === undefined
        ? { agent, folder: enteredFolder(cwd, enters) }
        : // Its transcript is there too: nothing here may be taken for it, and its name says so.
          { agent: `${agent} (${elsewhere})`, folder: null };
    this.target.programStarted({ terminal: key, mode, ...program });
    if (this.ended.has(execution)) {
      this.target.observe({ kind: 'session-ended', terminal: key, exitCode: null });
    }
    if (output) {
      await this.follow(output, key, mode);
    }
  }

  private async finished({
    terminal,
    execution,
    exitCode,
  }: vscode.TerminalShellExecutionEndEvent): Promise<void> {
    this.ended.add(execution);
    this.agentTerminals.delete(terminal);
    const key = await this.keyOf(terminal);
    if (this.agentRuns.has(execution) || this.target.isSuspendedIn(key)) {
      this.target.observe({ kind: 'session-ended', terminal: key, exitCode: exitCode ?? null });
    }
  }

  private async closed(terminal: vscode.Terminal): Promise<void> {
    const shutdown = terminal.exitStatus?.reason === vscode.TerminalExitReason.Shutdown;
    const key = await this.keyOf(terminal);
    this.target.observe({ kind: shutdown ? 'terminal-suspended' : 'terminal-closed', terminal: key });
  }

  private async follow(
    output: AsyncIterable<string>,
    terminal: string,
    mode: AgentCommand['mode'],
  ): Promise<void> {
    const everyMs = mode === 'batch' ? reportLifeMs : reportMs;
    let state = silentOutput;
    let reportedAt = Number.NEGATIVE_INFINITY;
    for await (const chunk of output) {
      const classified = classify(state, chunk);
      state = classified.output;
      const now = this.clock();
      const isSign = classified.working || mode === 'batch';
      if (isSign && Math.abs(now - reportedAt) >= everyMs && !this.disposed) {
        reportedAt = now;
        this.target.observe({ kind: 'working', terminal });
      }
    }
  }

  private async reportTerminals(): Promise<void> {
    const keys = await Promise.all(vscode.window.terminals.map((terminal) => this.keyOf(terminal)));
    if (!this.disposed) {
      this.target.terminalsPresent(new Set(keys));
    }
  }

  /** By the process of its shell, which stays over a reload; a terminal without one is known only until then. */
  private keyOf(terminal: vscode.Terminal): Promise<string> {
    const known = this.keys.get(terminal);
    if (known) {
      return known;
    }
    const key = this.askProcess(terminal, `unnamed ${this.unnamed++}`);
    this.keys.set(terminal, key);
    return key;
  }

  private async askProcess(terminal: vscode.Terminal, otherwise: string): Promise<string> {
    const processId = await terminal.processId;
    return processId === undefined ? otherwise : `process ${processId}`;
  }

  private guard(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.log.error('A terminal could not be followed.', error));
  }
}
