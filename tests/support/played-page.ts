// PROTOCOL.md played: every exchange of the page at its moment, in page order; what lies between is
// the story's.
import type { InjectOptions } from 'fastify';
import type { ActionEnvelope } from '#domain/protocol/action.ts';
import type { StoredDocument } from '../../sync-server/store/stored-document.ts';
import { examplesOf, httpExample, type Example, type HttpExample } from './protocol-page.ts';
import { MOMENTS, ORDER, startProtocolStory, type ProtocolStory } from './protocol-story.ts';

export interface Played {
  example: HttpExample;
  status: number;
  headers: Record<string, unknown>;
  body: string;
}

export interface PageParts {
  examples: Example[];
  http: HttpExample[];
  /** Examples of JSON whose label begins so; the name is the rest of it. */
  json(label: string): { name: string; value: StoredDocument & Record<string, unknown> }[];
  deviceKey: JsonWebKey;
  actions: ActionEnvelope[];
}

export function partsOf(page: string): PageParts {
  const examples = examplesOf(page);
  const http = examples.filter(({ language }) => language === 'http').map(httpExample);
  const json: PageParts['json'] = (label) =>
    examples
      .filter((each) => each.language === 'json' && each.label.startsWith(label))
      .map(({ label: whole, text }) => ({
        name: whole.slice(label.length).trim(),
        value: JSON.parse(text) as StoredDocument & Record<string, unknown>
      }));
  const shown = json('action').map(({ value }) => value as unknown as ActionEnvelope);
  const [key] = json('device-key').map(({ value }) => value as JsonWebKey);
  const actions = [...http.flatMap(({ body }) => actionsIn(body)), ...shown];
  return { examples, http, json, deviceKey: key!, actions };
}

export function actionsIn(body: string): ActionEnvelope[] {
  if (!body.startsWith('{')) return [];
  const sent = JSON.parse(body) as { docs?: ActionEnvelope[]; hash?: string };
  const docs = sent.hash ? [sent as ActionEnvelope] : (sent.docs ?? []);
  return docs.filter(({ hash }) => hash);
}

export async function playPage({
  http,
  deviceKey
}: PageParts): Promise<{ story: ProtocolStory; played: Played[] }> {
  const story = await startProtocolStory();
  const played: Played[] = [];
  let token = '';
  let last: ActionEnvelope | undefined;
  for (const moment of MOMENTS) {
    const headers = { authorization: `Bearer ${token}` };
    await story.goOn(moment, last, { privateKey: deviceKey, headers });
    for (const example of http.filter((each) => each.moment === moment)) {
      const sent = actionsIn(example.body);
      if (sent.length > 0) story.server.clock.set(sent.at(-1)!.at.wall);
      const answer = await playExample(story, example, token);
      played.push(answer);
      if (example.url === '/api/session' && answer.status === 201) {
        token = (JSON.parse(answer.body) as { token: string }).token;
      }
      for (const { _id } of sent) await story.untilInbox(`verdict:${_id}`);
      last = sent.at(-1) ?? last;
    }
    if (moment === 'booked') await story.untilInbox(`job:${ORDER}`);
    if (moment === 'signing') await story.untilInbox(`earning:${ORDER}`);
  }
  return { story, played };
}

export async function playExample(
  { server }: ProtocolStory,
  example: HttpExample,
  token: string
): Promise<Played> {
  const headers = Object.entries(example.headers).map(([name, value]) => [
    name.toLowerCase(),
    value.replace('{token}', token)
  ]);
  const answer = await server.app.inject({
    method: example.method as NonNullable<InjectOptions['method']>,
    url: example.url,
    headers: Object.fromEntries(headers) as Record<string, string>,
    ...(example.body === '' ? {} : { payload: example.body })
  });
  const { statusCode: status, body } = answer;
  return { example, status, headers: answer.headers, body };
}
