import { fork, type ChildProcess } from 'node:child_process';
import type { Ran, Task } from './test-process.ts';

/** Starts the process that runs tests when there is something to run, and again after it had to be ended. */
export class TestRunner {
  #env: Record<string, string>;
  #process: ChildProcess | undefined;

  constructor(env: Record<string, string> = {}) {
    this.#env = env;
  }

  /** A run that takes longer than `limitMs` is ended with all that it has started. */
  async run(task: Task, limitMs: number): Promise<Ran> {
    const child = (this.#process ??= await this.#start());
    const answer = new Promise<Ran>((resolve) => {
      child.once('message', (ran) => resolve(ran as Ran));
      child.once('exit', (code, signal) =>
        resolve({ failure: `the process ended: ${signal ?? code}`, times: {} })
      );
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Ran>((resolve) => {
      timer = setTimeout(() => resolve({ failure: 'took too long', times: {} }), limitMs);
    });
    child.send(task);
    const ran = await Promise.race([answer, late]);
    clearTimeout(timer);
    child.removeAllListeners();
    if (Object.keys(ran.times).length === 0) this.close();
    return ran;
  }

  close(): void {
    const pid = this.#process?.pid;
    this.#process = undefined;
    if (pid === undefined) return;
    try {
      // A group of its own: what it has started goes with it.
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }

  async #start(): Promise<ChildProcess> {
    const child = fork(new URL('./test-process.ts', import.meta.url), {
      detached: true,
      env: { ...process.env, ...this.#env },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc']
    });
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', (code, signal) =>
        reject(new Error(`the test process did not begin: ${signal ?? code}`))
      );
    });
    child.removeAllListeners();
    return child;
  }
}
