/** A compiled selector: what it matches, and what a plan may conclude from it. */
import { isAbsentAt, memberAt } from './field-path.ts';
import type { Test } from './operators.ts';

export type Condition =
  /** `isWritten`: a list of conditions, not a selector with several members. */
  | { kind: 'all'; parts: Condition[]; isWritten?: true }
  | { kind: 'any'; parts: Condition[] }
  | {
      kind: 'field';
      field: string;
      path: string[];
      operator: string;
      operand: unknown;
      negated: boolean;
      test: Test;
    };

/** A comparison that every match fulfils. */
export type Comparison = { operator: string; operand: unknown };

export function matches(condition: Condition, value: unknown): boolean {
  switch (condition.kind) {
    case 'all':
      return condition.parts.every((part) => matches(part, value));
    case 'any':
      return condition.parts.some((part) => matches(part, value));
    case 'field': {
      const isAbsenceWanted =
        condition.operator === '$exists' && condition.operand === condition.negated;
      if (isAbsenceWanted) return isAbsentAt(value, condition.path);
      const found = memberAt(value, condition.path);
      if (condition.operator === '$exists') return found !== undefined;
      return found !== undefined && condition.test(found) !== condition.negated;
    }
  }
}

/** Whether every match has the member: what an index that leaves out documents without it needs. */
export function requiresField(condition: Condition, field: string): boolean {
  switch (condition.kind) {
    case 'all':
      return condition.parts.some((part) => requiresField(part, field));
    case 'any':
      return (
        condition.parts.length > 0 && condition.parts.every((part) => requiresField(part, field))
      );
    case 'field':
      if (condition.field !== field) return false;
      return condition.operator !== '$exists' || condition.operand !== condition.negated;
  }
}

/** The plain comparisons that every match fulfils, field by field: what a key range is made of. */
export function comparisonsOf(condition: Condition, field: string): Comparison[] {
  if (condition.kind === 'all')
    return condition.parts.flatMap((part) => comparisonsOf(part, field));
  if (condition.kind === 'any') {
    return condition.parts.length === 1 ? comparisonsOf(condition.parts[0]!, field) : [];
  }
  return condition.field === field && !condition.negated ? [condition] : [];
}
