import type { Skipped } from '../../core/transcript/source/skipReason';
import { parentPort, workerData } from 'node:worker_threads';
import { FollowedTranscripts } from '../following/followedTranscripts';
import type { TranscriptAnswer, TranscriptRequest, TranscriptTask } from '../following/transcriptMessages';
import type { SessionName } from '../following/transcriptMessages';
import { isRaised, type StopFlag } from '../scanning/scanHelper';
import type { ScanProgress } from '../index/transcriptIndex';
import { GrowingParts } from '../following/growingParts';
import { coveredChange } from '../../core/transcript/inbox/coveredChange';
import { partFigures } from '../../core/transcript/inbox/partFigures';
import { Pace } from '../../core/pace';
import type { HookSilence } from '../../core/transcript/hooks/hookSilence';
import type { TranscriptSummary } from '../../core/transcript/source/transcriptSource';

/** Entry of the worker thread that transcriptsInWorker.ts starts: reads transcripts and follows them until closed. */
const pollMs = 1_000;
/** Writes that come close together are read together. */
const settleMs = 100;
/** An agent writes several times a second while it works, and clocks show seconds. */
const apartMs = 500;
const saveMs = 300_000;
const batchSize = 25;
const progressMs = 100;

// Only transcriptsInWorker starts this file.
const task: TranscriptTask = workerData;
const stops = new Int32Array(task.stops);
const parts = new GrowingParts();
const transcripts = new FollowedTranscripts(task, noticed);
const pace = new Pace(settleMs, apartMs);
let settling: NodeJS.Timeout | undefined;
let scanned = false;
/** An agent's folder was created, and a scan is due to find out what is in it. */
let entering = false;
let scanning: Promise<void> = Promise.resolve();
let summaries: TranscriptSummary[] = [];
let gone: SessionName[] = [];
let awaitsTaken = false;
/** Answers to finished scans. They wait until everything found has been taken, since the answer is when it is counted. */
let ended: TranscriptAnswer[] = [];
let toldSilence: HookSilence | undefined;

parentPort?.on('message', (request: TranscriptRequest) => {
  switch (request.kind) {
    case 'scan':
      scanning = scanning.then(() => scanAsAsked(request));
      return;
    case 'covered': {
      const { id, part, known } = request;
      const covered = transcripts.covered(part, Date.now());
      const before = parts.of(part);
      const change = covered && coveredChange(before?.id === known ? before?.covered : undefined, covered);
      parts.take(part, id, covered);
      post({ kind: 'covered', id, change });
      return;
    }
    case 'figures': {
      const covered = transcripts.covered(request.part, Date.now());
      post({ kind: 'figures', id: request.id, figures: covered && partFigures(covered) });
      return;
    }
    case 'turnEnd':
      post({ kind: 'turnEnd', id: request.id, end: transcripts.turnEnd(request.session, request.at) });
      return;
    case 'taken':
      awaitsTaken = false;
      tell();
      return;
    case 'close':
      transcripts.close();
      post({ kind: 'closed' });
      process.exit();
  }
});

setInterval(() => {
  if (scanned) {
    transcripts.poll(Date.now());
    if (settling === undefined) {
      update();
    }
  }
}, pollMs);
setInterval(() => transcripts.save(), saveMs);

async function scanAsAsked({
  id,
  stop,
  goesOn,
}: Extract<TranscriptRequest, { kind: 'scan' }>): Promise<void> {
  await scan(id, { buffer: stop, was: 0 }, goesOn);
}

async function scan(id: number, stop: StopFlag, goesOn: boolean): Promise<void> {
  let toldAt = 0;
  const proceed = ({ files, ofFiles }: ScanProgress): boolean => {
    const now = Date.now();
    if (now - toldAt >= progressMs || files === ofFiles) {
      // Even the first file should be reported without delay, however soon after the start.
      toldAt = files === 0 ? 0 : now;
      post({ kind: 'progress', files, ofFiles });
    }
    return !isRaised(stop);
  };
  const { skipped } = await transcripts.scan(Date.now(), proceed, goesOn, stop);
  scanned = true;
  collect();
  const count = transcripts.failures();
  const failed: readonly Skipped[] =
    count === 0 ? [] : [{ reason: 'session that could not be put together', count }];
  const over: TranscriptAnswer = { kind: 'scanned', id, skipped: [...skipped, ...failed] };
  if (isRaised(stop)) {
    // Nobody counts what a stopped scan found, and nothing is taken while another one follows.
    post(over);
    return;
  }
  ended.push(over);
  tell();
}

function noticed(): void {
  settling ??= setTimeout(() => {
    settling = undefined;
    update();
  }, pace.dueIn(performance.now()));
}

function update(): void {
  pace.done(performance.now());
  const appeared = transcripts.update(Date.now());
  collect();
  if (appeared && !entering) {
    entering = true;
    scanning = scanning.then(enter);
  }
}

async function enter(): Promise<void> {
  // What the user stopped isn't read behind their back.
  await scan(0, { buffer: task.stops, was: Atomics.load(stops, 0) }, false);
  entering = false;
}

function collect(): void {
  const silence = transcripts.hookSilence(Date.now());
  if (silence !== toldSilence) {
    toldSilence = silence;
    post({ kind: 'hooks', silence });
  }
  const changes = transcripts.changes(Date.now());
  const renewed = new Set(changes.summaries.map((each) => `${each.agent}\n${each.externalId}`));
  if (renewed.size > 0) {
    // Of the reports still waiting only the newest is sent.
    summaries = summaries.filter((each) => !renewed.has(`${each.agent}\n${each.externalId}`));
  }
  summaries = summaries.concat(changes.summaries);
  gone = gone.concat(changes.gone);
  tell();
}

/** One batch at a time, each once the previous one was taken, so that the host's thread is never blocked. */
function tell(): void {
  if (awaitsTaken) {
    return;
  }
  if (summaries.length > 0 || gone.length > 0) {
    awaitsTaken = true;
    const batch = { summaries: summaries.slice(0, batchSize), gone };
    summaries = summaries.slice(batchSize);
    gone = [];
    post({ kind: 'changed', ...batch });
    return;
  }
  const over = ended;
  ended = [];
  over.forEach(post);
}

function post(answer: TranscriptAnswer): void {
  parentPort?.postMessage(answer);
}
