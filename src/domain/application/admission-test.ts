// H1.9: the small test before somebody is admitted. Questions are data; which answer is right only the
// server knows, and it grades.
import * as z from 'zod/mini';
import type { LocalText } from '../catalog/service-package.ts';

export interface TestQuestion {
  id: string;
  text: LocalText;
  answers: { id: string; text: LocalText }[];
  /** Id of the right one. Never leaves the server. */
  right: string;
  /** What to read again where it was wrong. */
  lesson: LocalText;
}

/** As the applicant gets it. */
export type AskedQuestion = Omit<TestQuestion, 'right' | 'lesson'>;

export const testAnswers = z.object({
  /** Question → answer. */
  answers: z.record(z.string().check(z.maxLength(40)), z.string().check(z.maxLength(40)))
});
export type TestAnswers = z.infer<typeof testAnswers>['answers'];

export interface Graded {
  percent: number;
  /** Ids of the questions that were answered wrong or not at all. */
  wrong: string[];
}

export function asked({ id, text, answers }: TestQuestion): AskedQuestion {
  return { id, text, answers: answers.map((each) => ({ id: each.id, text: each.text })) };
}

export function grade(questions: readonly TestQuestion[], answers: TestAnswers): Graded {
  const wrong = questions.filter(({ id, right }) => answers[id] !== right).map(({ id }) => id);
  const right = questions.length - wrong.length;
  // Rounded down: nobody passes by rounding.
  const percent = questions.length === 0 ? 0 : Math.floor((100 * right) / questions.length);
  return { percent, wrong };
}
