import { orderNumber } from '../../src/domain/order/order-number.ts';
import type { CustomerView } from '../../src/domain/order/views/customer-view.ts';
import type { JobDocument, OfferDocument } from '../../src/domain/order/views/inbox.ts';
import type { ActionBody, ActionKind } from '../../src/domain/protocol/action-body.ts';
import type { Action } from '../../src/domain/protocol/action.ts';
import type { VerdictDocument } from '../../src/domain/protocol/verdict.ts';
import { aDevice, type SignerDevice } from '../support/device-signer.ts';
import type { RealServer } from '../support/real-server.ts';
import { until } from '../support/until.ts';
import type { DemoPerson } from './demo-people.ts';

type Signable = Pick<DemoPerson, 'id' | 'email' | 'password'>;

/** A device that speaks the protocol over HTTP, as an outside client would: it signs every action. */
export class HttpDevice {
  readonly #server: RealServer;
  readonly #signer: SignerDevice;
  readonly #headers: Record<string, string>;

  private constructor(server: RealServer, signer: SignerDevice, token: string) {
    this.#server = server;
    this.#signer = signer;
    this.#headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  }

  static async signIn(server: RealServer, { id, email, password }: Signable): Promise<HttpDevice> {
    const signer = await aDevice(id);
    const device = { id: signer.id, name: 'Tablet', publicKey: signer.publicKey };
    const answer = await fetch(`${server.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password, device })
    });
    if (answer.status !== 201) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
    const { token } = (await answer.json()) as { token: string };
    return new HttpDevice(server, signer, token);
  }

  /** Signed now, on this machine's clock, which is the server's. */
  sign<K extends ActionKind>(kind: K, order: string, body: ActionBody<K>): Promise<Action<K>> {
    return this.#signer.sign(kind, order, body, Date.now());
  }

  async push(actions: readonly Action[]): Promise<void> {
    const answer = await fetch(`${this.#server.url}/sync/outbox/_bulk_docs`, {
      method: 'POST',
      headers: this.#headers,
      body: JSON.stringify({ docs: actions })
    });
    if (answer.status !== 201) throw new Error(`push: ${answer.status} ${await answer.text()}`);
  }

  /** Signs, hands over and waits. @returns what the server made of it */
  async act<K extends ActionKind>(
    kind: K,
    order: string,
    body: ActionBody<K>
  ): Promise<VerdictDocument> {
    const action = await this.sign(kind, order, body);
    await this.push([action]);
    return this.verdictOn(action);
  }

  verdictOn({ _id }: Pick<Action, '_id'>): Promise<VerdictDocument> {
    return until(() => this.read<VerdictDocument>(`verdict:${_id}`), `a verdict on ${_id}`);
  }

  async read<D>(id: string): Promise<D | undefined> {
    const answer = await fetch(`${this.#server.url}/sync/inbox/${encodeURIComponent(id)}`, {
      headers: this.#headers
    });
    return answer.ok ? ((await answer.json()) as D) : undefined;
  }

  /** Ids and revisions of all that it could pull. */
  async everything(): Promise<string> {
    const answer = await fetch(`${this.#server.url}/sync/inbox/_all_docs`, {
      headers: this.#headers
    });
    if (!answer.ok) throw new Error(`inbox: ${answer.status} ${await answer.text()}`);
    return answer.text();
  }

  async job(order: string): Promise<JobDocument> {
    return until(() => this.read<JobDocument>(`job:${order}`), `job ${order}`);
  }

  async #openOffers(): Promise<OfferDocument[]> {
    const answer = await fetch(`${this.#server.url}/sync/inbox/_all_docs?include_docs=true`, {
      headers: this.#headers
    });
    const { rows } = (await answer.json()) as { rows: { doc: OfferDocument }[] };
    return rows.map(({ doc }) => doc).filter((doc) => doc.type === 'offer' && doc.state === 'open');
  }

  /** Of visits that begin at this moment. */
  async offersAt(startsAt: number): Promise<OfferDocument[]> {
    return (await this.#openOffers()).filter((offer) => offer.startsAt === startsAt);
  }

  /** The open offer of the order that this link opens. */
  async offerOf(token: string): Promise<OfferDocument> {
    const answer = await fetch(`${this.#server.url}/api/o/${token}`);
    const { number } = (await answer.json()) as CustomerView;
    return until(async () => {
      const open = await this.#openOffers();
      return open.find(({ order }) => orderNumber(order) === number);
    }, `an offer of ${number}`);
  }
}
