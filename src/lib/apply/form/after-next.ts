/**
 * What follows when somebody leaves a step of the application. What is missing is said once, then the
 * way is free: it is asked for again at the end. Of what is not at the server nobody knows yet what is
 * missing.
 */
export type AfterNext =
  'askWhichHolds' | 'sayMissing' | 'moveOn' | 'stayUnsaved' | 'sayAllMissing' | 'submit';

export interface LeftStep {
  isSaved: boolean;
  hasConflicts: boolean;
  /** Somebody has been told before what is missing here. */
  isTold: boolean;
  isLast: boolean;
  missingHere: number;
  missing: number;
}

export function afterNext(left: LeftStep): AfterNext {
  if (left.hasConflicts) return 'askWhichHolds';
  if (!left.isLast) {
    return left.isSaved && left.missingHere > 0 && !left.isTold ? 'sayMissing' : 'moveOn';
  }
  if (!left.isSaved) return 'stayUnsaved';
  return left.missing > 0 ? 'sayAllMissing' : 'submit';
}
