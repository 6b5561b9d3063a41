import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Page,
  TestInfo
} from '@playwright/test';
import type { RealServer } from '../support/real-server.ts';

export interface PersonOptions extends BrowserContextOptions {
  /** Somebody whose network, server or session goes away in the story: failed requests are then no fault. */
  meets?: readonly ('outage' | 'refusal' | 'fullDisk' | 'missingPage')[];
}

/** One person with a browser of their own. */
export interface Person {
  page: Page;
  context: BrowserContext;
  /** A further tab, watched too. */
  openTab(path?: string): Promise<Page>;
  /** The first tab's process dies. */
  crash(): Promise<void>;
  /** The server forgets the session of this browser. */
  endSession(): Promise<void>;
}

/** Of a single click or request, on a machine that is busy with other things. */
const PATIENCE_MS = 40_000;
const OUTAGE =
  /net::ERR_|Failed to fetch|NetworkError|status of 50[234]|bad HTTP response code \(50[234]\)/;
const REFUSAL = /status of 4\d\d/;
/** SvelteKit's own word for an address without a page. */
const MISSING_PAGE = /Not found: /;
const FULL_DISK = /^not saved /;

/**
 * Nothing ever asks another host, and nothing goes wrong unseen: every request, console error and uncaught
 * exception of a person's tabs and workers is looked at when the story ends.
 */
export class WatchedPeople {
  readonly #browser: Browser;
  readonly #contexts: BrowserContext[] = [];
  readonly #faults: string[] = [];
  readonly #log: string[] = [];

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  async newPerson(server: RealServer, options: PersonOptions = {}): Promise<Person> {
    const { meets = [], ...contextOptions } = options;
    const context = await this.#browser.newContext({
      baseURL: server.url,
      viewport: { width: 390, height: 844 },
      locale: 'de-CH',
      timezoneId: 'Europe/Zurich',
      ...contextOptions
    });
    const name = `person ${this.#contexts.push(context)}`;
    const expected = [
      ...(meets.includes('outage') ? [OUTAGE] : []),
      ...(meets.includes('refusal') ? [REFUSAL] : []),
      ...(meets.includes('fullDisk') ? [FULL_DISK] : []),
      ...(meets.includes('missingPage') ? [MISSING_PAGE] : [])
    ];
    const isExpected = (text: string) => expected.some((each) => each.test(text));
    const fault = (text: string) => this.#faults.push(`${name}: ${text}`);

    context.setDefaultTimeout(PATIENCE_MS);
    let authorization = '';
    context.on('request', (request) => {
      authorization = request.headers().authorization ?? authorization;
      const url = new URL(request.url());
      const isOwn = url.origin === server.url || ['data:', 'blob:'].includes(url.protocol);
      if (!isOwn) fault(`asked another host: ${request.url()}`);
    });
    context.on('console', (message) => {
      const text = `${message.text()} (${message.location().url})`;
      this.#log.push(`${name} ${message.type()}: ${text}`);
      if (message.type() === 'error' && !isExpected(text)) fault(`console: ${text}`);
    });
    context.on('weberror', (error) => {
      const { message, stack } = error.error();
      this.#log.push(`${name} uncaught: ${stack ?? message}`);
      if (!isExpected(message)) fault(`uncaught: ${stack ?? message}`);
    });

    const openTab = async (path?: string) => {
      const page = await context.newPage();
      if (path) await page.goto(path);
      return page;
    };
    const page = await openTab();
    const crash = async () => {
      const crashed = page.waitForEvent('crash');
      const devTools = await context.newCDPSession(page);
      // It never answers: whoever would is dead.
      devTools.send('Page.crash').catch(() => undefined);
      await crashed;
      await page.close();
    };
    const endSession = async () => {
      const answer = await fetch(`${server.url}/api/session`, {
        method: 'DELETE',
        headers: { authorization }
      });
      if (!answer.ok) throw new Error(`the session was not ended: ${answer.status}`);
    };
    return { page, context, openTab, crash, endSession };
  }

  /** Ends everybody's browser. @returns what went wrong unseen */
  async close(testInfo: TestInfo): Promise<string[]> {
    await Promise.all(this.#contexts.map((context) => context.close()));
    if (testInfo.status !== testInfo.expectedStatus || this.#faults.length > 0) {
      await testInfo.attach('console.log', { body: this.#log.join('\n') });
    }
    return this.#faults;
  }
}
