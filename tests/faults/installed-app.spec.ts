import { expect, test as base, type BrowserContext, type Page } from '@playwright/test';
import { aJobDocument } from '../support/device-world.ts';
import { FakeDoor } from '../support/fake-door.ts';
import { deployNext, serveBuild } from '../support/serve-build.ts';

const test = base.extend<{ door: FakeDoor; url: string }>({
  door: async ({ browserName: _browserName }, use) => {
    const door = new FakeDoor();
    serveBuild(door);
    await use(door);
    await door.close();
  },
  url: async ({ door }, use) => {
    await use(await door.listen());
  }
});

async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/today`);
  await page.getByLabel('E-Mail').fill('anna@example.org');
  await page.getByLabel('Passwort').fill('right');
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await expect(page.getByRole('navigation').first()).toBeVisible();
}

/** Installed, with everything that it needs to start without a network. */
async function install(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await signIn(page, url);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  // Under the worker's control, as every visit from now on.
  await page.reload();
  await expect(page.getByRole('navigation').first()).toBeVisible();
  return page;
}

const lookForUpdate = (page: Page) =>
  page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update();
  });
const updateNow = (page: Page) => page.getByRole('button', { name: 'Jetzt neu laden' });
/** Which version's shell the browser would start with. */
const keptShells = (page: Page) =>
  page.evaluate(async () => {
    const [name] = (await caches.keys()).filter((each) => each.includes('precache'));
    const kept = await (await caches.open(name!)).keys();
    return kept.map((each) => each.url).filter((each) => each.includes('200.html'));
  });

test('starts cold on a deep link with the server gone, and never from a kept answer of the server', async ({
  context,
  url,
  door
}) => {
  door.put('inbox', aJobDocument());
  const page = await install(context, url);
  await expect
    .poll(() => door.asked.filter((each) => each.includes('inbox')).length)
    .toBeGreaterThan(0);
  await page.close();
  await door.close();

  const cold = await context.newPage();
  await cold.goto(`${url}/jobs/order1`);
  await expect(cold.getByText('WLAN einrichten').first()).toBeVisible();
  const kept = await cold.evaluate(async () => {
    const urls: string[] = [];
    for (const name of await caches.keys()) {
      urls.push(
        ...(await (await caches.open(name)).keys()).map((each) => new URL(each.url).pathname)
      );
    }
    return urls;
  });
  expect(kept).toContain('/200.html');
  expect(kept.filter((path) => /^\/(?:api|sync)\/|version\.json$/.test(path))).toEqual([]);
});

test('syncing goes past the worker, so that it never keeps a newer one waiting', async ({
  context,
  url
}) => {
  const page = await install(context, url);
  /** Who answered, as the browser itself tells it where a worker says what does not concern it. */
  const answeredBy = (path: string) =>
    page.evaluate((wanted) => {
      const entries = performance.getEntriesByType('resource').filter((each) => {
        return new URL(each.name).pathname.startsWith(wanted);
      });
      return entries.map(
        (each) => (each as { workerFinalSourceType?: string }).workerFinalSourceType
      );
    }, path);
  await expect.poll(() => answeredBy('/sync/')).toContain('network');
  expect(new Set(await answeredBy('/sync/'))).toEqual(new Set(['network']));
  expect(await answeredBy('/_app/immutable/')).not.toContain('network');
});

test('a worker that could not be had at the first visit is asked for again', async ({
  context,
  url,
  door
}) => {
  const worker = door.pages.get('/service-worker.js')!;
  door.pages.set('/service-worker.js', { ...worker, content: 'throw new Error("broken");' });
  const asked = context.waitForEvent('request', (each) =>
    each.url().endsWith('/service-worker.js')
  );
  const page = await context.newPage();
  await signIn(page, url);
  await asked;
  door.pages.set('/service-worker.js', worker);
  const isInstalled = () =>
    page.evaluate(async () => {
      dispatchEvent(new Event('online'));
      return (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated';
    });
  await expect.poll(isInstalled).toBe(true);
});

for (const [how, refusal] of [
  ['refuses the rules', '() => Promise.reject(new TypeError("no such rule"))'],
  ['does not know the rules', 'undefined']
]) {
  test(`a browser that ${how} of what goes past the worker has the app all the same`, async ({
    context,
    url,
    door
  }) => {
    const worker = door.pages.get('/service-worker.js')!;
    const content = `InstallEvent.prototype.addRoutes = ${refusal};${String(worker.content)}`;
    door.pages.set('/service-worker.js', { ...worker, content });
    door.put('inbox', aJobDocument());
    const page = await install(context, url);
    await expect(page.getByText('WLAN einrichten').first()).toBeVisible();
    await page.close();
    await door.close();
    const cold = await context.newPage();
    await cold.goto(`${url}/jobs/order1`);
    await expect(cold.getByText('WLAN einrichten').first()).toBeVisible();
  });
}

test('a new version waits for a yes, and for every tab that has something unsaved', async ({
  context,
  url,
  door
}) => {
  const page = await install(context, url);
  const other = await context.newPage();
  await other.goto(`${url}/earnings`);
  await expect(other.getByRole('navigation').first()).toBeVisible();
  const before = await keptShells(page);

  deployNext(door, 'the-next-one');
  await lookForUpdate(page);
  await expect(updateNow(page)).toBeVisible();
  await expect(updateNow(other)).toBeVisible();
  // Nothing changes over by itself.
  const waiting = () =>
    page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting));
  expect(await waiting()).toBe(true);

  // In the other tab a form is open: the yes of this one does not count yet.
  await other.evaluate(() => {
    const { promise, resolve } = Promise.withResolvers<void>();
    void navigator.locks.request('mila-work', { mode: 'shared' }, () => promise);
    Object.assign(globalThis, { formIsClosed: resolve });
  });
  const loads = { page: 0, other: 0 };
  page.on('load', () => (loads.page += 1));
  other.on('load', () => (loads.other += 1));
  await updateNow(page).click();
  expect(await waiting()).toBe(true);
  expect(loads).toEqual({ page: 0, other: 0 });

  await other.evaluate(() => (globalThis as unknown as { formIsClosed(): void }).formIsClosed());
  await updateNow(page).click();
  await expect.poll(() => loads).toEqual({ page: 1, other: 1 });
  await expect(page.getByRole('navigation').first()).toBeVisible();
  await expect(updateNow(page)).toBeHidden();
  expect(await keptShells(page)).not.toEqual(before);
});

test('a deploy that is broken changes nothing, and one that is repaired is offered again', async ({
  context,
  url,
  door
}) => {
  const page = await install(context, url);
  const before = await keptShells(page);
  const shell = door.pages.get('/200.html')!;
  deployNext(door, 'broken');
  door.pages.delete('/200.html');
  door.shell = null;
  await lookForUpdate(page).catch(() => undefined);
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        return registration?.installing ?? registration?.waiting ?? null;
      })
    )
    .toBeNull();
  expect(await keptShells(page)).toEqual(before);

  door.pages.set('/200.html', shell);
  door.shell = '/200.html';
  deployNext(door, 'repaired');
  await lookForUpdate(page);
  await expect(updateNow(page)).toBeVisible();
});
