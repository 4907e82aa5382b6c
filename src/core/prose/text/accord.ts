import type { Quantity } from './quantities';

/** Whether a stated figure agrees with the record's. `unsure`: near enough not to be called wrong. */
export type Accord = 'holds' | 'unsure' | 'fails';

type Stated = Pick<Quantity, 'value' | 'step' | 'qualifier'>;

const tolerance = 1e-9;

export function accord(stated: Stated, actual: number): Accord {
  const { value } = stated;
  const slack = tolerance * Math.max(1, Math.abs(actual));
  const isRight = roundsTo(stated, actual);
  switch (stated.qualifier) {
    case 'exact':
    case 'reached':
      return isRight ? 'holds' : 'fails';
    case 'precise':
      return Math.abs(actual - value) <= slack ? 'holds' : isRight ? 'unsure' : 'fails';
    case 'cleared':
      return isRight || actual >= value - slack ? 'holds' : 'fails';
    case 'about':
      return near(stated, actual);
    case 'nearly':
      return isRight || (actual < value && actual >= value - nearness(stated))
        ? 'holds'
        : actual > value
          ? 'fails'
          : near(stated, actual);
    case 'over':
      return actual > value + slack ? 'holds' : 'fails';
    case 'under':
      return actual < value - slack ? 'holds' : 'fails';
    case 'atLeast':
      return actual >= value - slack || isRight ? 'holds' : 'fails';
    case 'atMost':
      return actual <= value + slack || isRight ? 'holds' : 'fails';
    case 'loose':
      return 'unsure';
  }
}

/** At a tie both neighbours are right: whoever wrote the figure may round half to even. */
function roundsTo({ value, step }: Stated, actual: number): boolean {
  const steps = Math.abs(actual - value) / step;
  return steps <= 0.5 + 1e-7 * Math.max(1, Math.abs(actual) / step / 1e6);
}

/** "About" allows a step of its last digit that isn't 0, and calls nothing within three percent wrong. */
function near(stated: Stated, actual: number): Accord {
  const distance = Math.abs(actual - stated.value);
  const coarse = coarseStep(stated);
  if (distance <= coarse * (1 + tolerance) && distance <= Math.abs(actual) * 0.12) {
    return 'holds';
  }
  if (distance <= coarse / 2) {
    return 'unsure';
  }
  return distance <= Math.max(stated.step, Math.abs(actual) / 33) ? 'unsure' : 'fails';
}

function nearness(stated: Stated): number {
  return Math.max(coarseStep(stated), stated.value / 10);
}

/** 100 for 600, 50 for 1,250, 0.1 for 14.4. */
function coarseStep({ value, step }: Stated): number {
  let coarse = step;
  for (let digits = 0; digits < 12; digits += 1) {
    const next = coarse * 10;
    const steps = value / next;
    if (value === 0 || Math.abs(steps - Math.round(steps)) > 1e-9 || next > Math.abs(value)) {
      break;
    }
    coarse = next;
  }
  const fives = value / (coarse * 5);
  return value >= coarse * 10 && Math.abs(fives - Math.round(fives)) < 1e-9 ? coarse * 5 : coarse;
}
