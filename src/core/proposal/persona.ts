/** For whom human hours are estimated, unless an estimate says otherwise. */
export const usualPersona =
  'a senior engineer who knows the codebase, alone, without AI, at the same quality and with the same tests';
