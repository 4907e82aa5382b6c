import type { ListenerTime } from './observed';

/** Notes the time that a listener of an event takes, by the event's name. */
export function timedListener<Event>(
  name: string,
  listener: (event: Event) => unknown,
  times: Map<string, ListenerTime>,
): (event: Event) => unknown {
  return (event) => {
    const start = performance.now();
    try {
      return listener(event);
    } finally {
      const time = times.get(name) ?? { calls: 0, ms: 0 };
      time.calls += 1;
      time.ms += performance.now() - start;
      times.set(name, time);
    }
  };
}
