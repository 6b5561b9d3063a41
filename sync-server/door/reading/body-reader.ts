/**
 * Reads the bodies of requests: a short one on the spot, a long one in a thread of its own. One of a
 * few megabytes takes long enough for everybody else to notice.
 */
import { answerInThread, newQuestionThread } from '../../concurrency/question-thread.ts';
import { readSent, type Asked, type Kind, type Read } from './read-sent.ts';

/** Longer than nearly everything that is ever sent, and read in a millisecond or two. */
export const LONG_CHARACTERS = 64 * 1024;

export interface BodyReader {
  read<K extends Kind>(kind: K, asked: Asked<K>): Promise<Read<K>>;
  end(): Promise<void>;
}

interface Question {
  kind: Kind;
  asked: Asked<Kind>;
}

const NAME = 'door-bodies';

export function newBodyReader(): BodyReader {
  const thread = newQuestionThread<Question, Read<Kind>>(new URL(import.meta.url), NAME);
  return {
    async read<K extends Kind>(kind: K, asked: Asked<K>) {
      if (asked.text.length <= LONG_CHARACTERS) return readSent(kind, asked);
      return (await thread.ask({ kind, asked })) as Read<K>;
    },
    end: () => thread.end()
  };
}

answerInThread<Question, Read<Kind>>(NAME, ({ kind, asked }) => readSent(kind, asked), {
  isBehind: true
});
