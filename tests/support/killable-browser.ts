import { chromium, type BrowserContext } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumPath } from './chromium.ts';

const ARGUMENTS = [
  '--headless=new',
  '--remote-debugging-port=0',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // Its own first page is heavy and moves to another process while it is being connected to: some answers then never come.
  'about:blank'
];

/** A browser with a profile of its own that can be killed in the middle of anything and started again. */
export class KillableBrowser {
  readonly #profile = mkdtempSync(join(tmpdir(), 'mila-browser-'));
  #child: ChildProcess | null = null;

  async start(): Promise<BrowserContext> {
    const executable = chromiumPath() ?? chromium.executablePath();
    // A process group of its own: the whole browser dies at once.
    const child = spawn(executable, [`--user-data-dir=${this.#profile}`, ...ARGUMENTS], {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe']
    });
    this.#child = child;
    const endpoint = await new Promise<string>((resolve, reject) => {
      let output = '';
      child.stderr?.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        const found = /DevTools listening on (ws:\S+)/.exec(output)?.[1];
        if (found) resolve(found);
      });
      child.once('exit', () => reject(new Error(`the browser ended:\n${output}`)));
    });
    const browser = await chromium.connectOverCDP(endpoint);
    const [context] = browser.contexts();
    if (!context) throw new Error('a browser without a context');
    return context;
  }

  /** As a power cut or an impatient system ends it. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    process.kill(-child.pid, 'SIGKILL');
    await gone;
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}
