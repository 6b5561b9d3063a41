// The queue of applications as far as somebody has paged through it. Of several questions the last
// one counts: an answer about another state or country that comes late is no answer to this one.
import { readQueue, type Queue } from './vetting-api.ts';

export class OpenQueue {
  /** Everything that was read so far; undefined: nothing has answered yet. */
  found: Queue | undefined = $state.raw();
  isAway = $state(false);
  isBusy = $state(false);
  #query = '';
  #turn = 0;

  /** @param query of the address: which state, which country */
  async load(query: string): Promise<void> {
    if (query !== this.#query) this.found = undefined;
    this.#query = query;
    const answer = await this.#read(0);
    if (answer) this.found = answer;
  }

  /** The next ones below those that are shown. */
  async more(): Promise<void> {
    const before = this.found;
    if (!before?.isMore) return;
    const answer = await this.#read(before.page + 1);
    if (!answer) return;
    // What was decided meanwhile moves the others up: nobody is there twice.
    const isKnown = (id: string) => before.applications.some((each) => each.id === id);
    const added = answer.applications.filter(({ id }) => !isKnown(id));
    this.found = { ...answer, applications: [...before.applications, ...added] };
  }

  async #read(page: number): Promise<Queue | undefined> {
    const turn = ++this.#turn;
    this.isBusy = true;
    const answer = await readQueue(`${this.#query}&page=${page}`);
    if (turn !== this.#turn) return undefined;
    this.isBusy = false;
    this.isAway = !answer.ok;
    return answer.ok ? answer.value : undefined;
  }
}
