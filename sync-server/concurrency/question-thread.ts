/**
 * A thread that answers questions one after the other: what takes long to compute must not hold the
 * event loop, on which everybody waits.
 */
import { constants, setPriority } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

export interface QuestionThread<Question, Answer> {
  /** Rejects with what answering threw, or when the thread ends. */
  ask(question: Question): Promise<Answer>;
  end(): Promise<void>;
}

type Message<Answer> = { answer: Answer } | { failure: string };

/**
 * The thread starts with the first question; one that died is replaced by the next.
 * @param module calls `answerInThread` with the same name
 */
export function newQuestionThread<Question, Answer>(
  module: URL,
  name: string
): QuestionThread<Question, Answer> {
  let worker: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function start(): Worker {
    const started = new Worker(module, { workerData: name, name });
    started.once('exit', () => {
      if (worker === started) worker = undefined;
    });
    return started;
  }

  function ask(question: Question): Promise<Answer> {
    const asked = (worker ??= start());
    asked.ref();
    return new Promise((resolve, reject) => {
      const settle = (work: () => void) => {
        asked.removeAllListeners('message').removeAllListeners('error').off('exit', onExit);
        asked.unref();
        work();
      };
      const onExit = () => settle(() => reject(new Error(`the thread ${name} has ended`)));
      asked.once('message', (message: Message<Answer>) =>
        settle(() => {
          if ('answer' in message) resolve(message.answer);
          else reject(new Error(message.failure));
        })
      );
      asked.once('error', (error) => settle(() => reject(error)));
      asked.once('exit', onExit);
      asked.postMessage(question);
    });
  }

  return {
    ask(question) {
      const answered = last.then(() => ask(question));
      last = answered.catch(() => undefined);
      return answered;
    },
    async end() {
      await worker?.terminate();
    }
  };
}

/**
 * In the thread of that name: answers what comes. Anywhere else it does nothing.
 * @param isBehind everybody else who needs the processor comes first
 */
export function answerInThread<Question, Answer>(
  name: string,
  answer: (question: Question) => Answer | Promise<Answer>,
  { isBehind = false } = {}
): void {
  if (isMainThread || workerData !== name) return;
  // On Linux a thread has a priority of its own; elsewhere this would be the whole process's.
  if (isBehind && process.platform === 'linux') {
    setPriority(0, constants.priority.PRIORITY_BELOW_NORMAL);
  }
  const port = parentPort!;
  port.on('message', (question: Question) => {
    Promise.resolve(question)
      .then(answer)
      .then(
        (said) => port.postMessage({ answer: said } satisfies Message<Answer>),
        (error: unknown) => port.postMessage({ failure: String(error) } satisfies Message<Answer>)
      );
  });
}
