import { describe, expect, it } from 'vitest';
import { afterNext, type LeftStep } from '../../src/lib/apply/form/after-next.ts';

const GOOD: LeftStep = {
  ...{ isSaved: true, hasConflicts: false, isTold: false, isLast: false },
  ...{ missingHere: 0, missing: 9 }
};

describe('[H1.12] leaving a step of the application', () => {
  it.each([
    ['moves on where nothing is missing', {}, 'moveOn'],
    ['says once what is missing', { missingHere: 2 }, 'sayMissing'],
    ['moves on the second time', { missingHere: 2, isTold: true }, 'moveOn'],
    ['moves on with no connection', { missingHere: 2, isSaved: false }, 'moveOn'],
    ['asks first which of two holds', { hasConflicts: true, isSaved: false }, 'askWhichHolds'],
    ['says at the end what is missing anywhere', { isLast: true, isTold: true }, 'sayAllMissing'],
    ['says so of the last step too', { isLast: true, missingHere: 1 }, 'sayAllMissing'],
    ['hands in what is whole', { isLast: true, missing: 0 }, 'submit'],
    [
      'hands in nothing that is not saved',
      { isLast: true, missing: 0, isSaved: false },
      'stayUnsaved'
    ]
  ] as const)('%s', (_title, changed, after) => {
    expect(afterNext({ ...GOOD, ...changed })).toBe(after);
  });
});
