// `node tests/contract/renew-protocol-page.ts`: after a change of what is stored, the examples of
// PROTOCOL.md get the revisions, hashes, signatures and receipts that follow from it. It plays the
// page's story and puts what is there now in the place of what stood there; members that came or
// went are written by hand first.
import { writeFileSync } from 'node:fs';
import type { CatalogHead } from '#domain/catalog/service-package.ts';
import { checkCode } from '#domain/order/signing/check-code.ts';
import type { ActionKind } from '#domain/protocol/action-body.ts';
import type { ActionEnvelope } from '#domain/protocol/action.ts';
import { hashOf } from '#domain/protocol/hash.ts';
import { actionsIn, playExample } from '../support/played-page.ts';
import { examplesOf, httpExample, PROTOCOL_PAGE, readPage } from '../support/protocol-page.ts';
import {
  MOMENTS,
  nextAction,
  ORDER,
  startProtocolStory,
  type ProtocolStory
} from '../support/protocol-story.ts';

let page = readPage();
const httpExamples = () => examplesOf(page).filter(({ language }) => language === 'http');
const json = (label: string) =>
  examplesOf(page).filter((each) => each.language === 'json' && each.label.startsWith(label));

function replace(before: string, after: string): void {
  if (before !== after) page = page.replaceAll(before, after);
}

/** Whatever is longer than a word and not the same. Tokens are other ones each time. */
function adopt(shown: unknown, real: unknown, member = ''): void {
  if (typeof shown === 'string' && typeof real === 'string') {
    const isDerived = shown.length > 10 && !shown.includes('…') && !/token|expires/i.test(member);
    if (isDerived) replace(shown, real);
  } else if (shown && real && typeof shown === 'object' && typeof real === 'object') {
    for (const [key, value] of Object.entries(shown)) {
      adopt(value, (real as Record<string, unknown>)[key], key);
    }
  }
}

/** A statement names the catalogue, so that its hash and the action's follow from it. */
async function signAgain(action: ActionEnvelope, privateKey: JsonWebKey): Promise<void> {
  const { kind, seq, previous, at } = action;
  const body = structuredClone(action.body) as { statement?: object; statementHash: string };
  if (!body.statement) return;
  const hash = await hashOf(body.statement);
  replace(checkCode(body.statementHash), checkCode(hash));
  replace(body.statementHash, hash);
  body.statementHash = hash;
  const before = { seq: seq - 1, hash: previous };
  const again = await nextAction(before, privateKey, {
    ...{ kind: kind as ActionKind, body, at: at.wall }
  });
  if (again.hash === action.hash) return;
  replace(action.hash, again.hash);
  replace(action.signature, again.signature);
}

async function playAgain(story: ProtocolStory): Promise<void> {
  const head = await story.server.store.catalog.get<CatalogHead>('catalog');
  const shownHead = JSON.parse(json('document catalog')[0]!.text) as CatalogHead;
  replace(shownHead.version, head!.version);
  const privateKey = JSON.parse(json('device-key')[0]!.text) as JsonWebKey;
  let token = '';
  let last: ActionEnvelope | undefined;
  for (const moment of MOMENTS) {
    const headers = { authorization: `Bearer ${token}` };
    await story.goOn(moment, last, { privateKey, headers });
    for (const at of httpExamples().keys()) {
      const written = httpExample(httpExamples()[at]!);
      if (written.moment !== moment) continue;
      for (const action of actionsIn(written.body)) await signAgain(action, privateKey);
      const example = httpExample(httpExamples()[at]!);
      const sent = actionsIn(example.body);
      if (sent.length > 0) story.server.clock.set(sent.at(-1)!.at.wall);
      const real = await playExample(story, example, token);
      if (example.url === '/api/session' && real.status === 201) {
        token = (JSON.parse(real.body) as { token: string }).token;
      }
      if (example.answer.body.startsWith('{')) {
        adopt(JSON.parse(example.answer.body), JSON.parse(real.body));
      }
      for (const { _id } of sent) await story.untilInbox(`verdict:${_id}`);
      last = sent.at(-1) ?? last;
    }
    if (moment === 'booked') await story.untilInbox(`job:${ORDER}`);
    if (moment === 'signing') await story.untilInbox(`earning:${ORDER}`);
  }
}

function adoptDocuments({ seen }: ProtocolStory): void {
  const plain = (document: object) =>
    JSON.stringify({ ...document, _rev: '', signature: '', receipt: '' });
  for (const { label, text } of json('document')) {
    const name = label.slice('document'.length).trim();
    const shown = JSON.parse(text) as { _id: string; generation?: number };
    const there = [...seen].flatMap(([id, versions]) => (id.startsWith(name) ? versions : []));
    const real =
      there.find((each) => plain(each) === plain(shown)) ??
      there.find(
        (each) =>
          each._id === shown._id &&
          (each as { generation?: number }).generation === shown.generation
      );
    if (real) adopt(shown, real);
    else console.error(`not found: ${name}`);
  }
}

const story = await startProtocolStory();
await playAgain(story);
adoptDocuments(story);
await story.close();
writeFileSync(PROTOCOL_PAGE, page);
