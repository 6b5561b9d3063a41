/** Draws invoices in a thread of its own: one takes as long as hundreds of requests. */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { Invoice } from '#domain/billing/invoice.ts';

export interface PdfWorker {
  /** One after the other. Rejects with what drawing threw, or when the thread ends. */
  draw(invoice: Invoice): Promise<Buffer>;
  end(): Promise<void>;
}

type Answer = { pdf: Uint8Array } | { failure: string };

const NAME = 'invoice-pdf';

/** The thread starts with the first invoice; one that died is replaced by the next. */
export function newPdfWorker(): PdfWorker {
  let worker: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function start(): Worker {
    const started = new Worker(new URL(import.meta.url), { workerData: NAME, name: NAME });
    started.once('exit', () => {
      if (worker === started) worker = undefined;
    });
    return started;
  }

  function ask(invoice: Invoice): Promise<Buffer> {
    const asked = (worker ??= start());
    asked.ref();
    return new Promise((resolve, reject) => {
      const settle = (work: () => void) => {
        asked.removeAllListeners('message').removeAllListeners('error').off('exit', onExit);
        asked.unref();
        work();
      };
      const onExit = () => settle(() => reject(new Error('the thread that draws has ended')));
      asked.once('message', (answer: Answer) =>
        settle(() => {
          if ('pdf' in answer) resolve(Buffer.from(answer.pdf));
          else reject(new Error(answer.failure));
        })
      );
      asked.once('error', (error) => settle(() => reject(error)));
      asked.once('exit', onExit);
      asked.postMessage(invoice);
    });
  }

  return {
    draw(invoice) {
      const drawn = last.then(() => ask(invoice));
      last = drawn.catch(() => undefined);
      return drawn;
    },
    async end() {
      await worker?.terminate();
    }
  };
}

if (!isMainThread && workerData === NAME) {
  const port = parentPort!;
  const { renderInvoicePdf } = await import('./render-invoice-pdf.ts');
  port.on('message', (invoice: Invoice) => {
    const drawn = Promise.resolve().then(() => renderInvoicePdf(invoice));
    drawn.then(
      (pdf) => port.postMessage({ pdf } satisfies Answer),
      (error: unknown) => port.postMessage({ failure: String(error) } satisfies Answer)
    );
  });
}
