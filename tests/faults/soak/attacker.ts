// A process of its own: `node attacker.ts` with what it is to do in ATTACK. Ends with its parent's
// word, and says what it was answered.
import http from 'node:http';
import { attacksOf, type Shot } from './attacks.ts';

export interface AttackOrder {
  url: string;
  token: string;
  row: string;
  orders: string[];
  seconds: number;
}

const { url, token, row, orders, seconds } = JSON.parse(process.env.ATTACK!) as AttackOrder;
const attack = attacksOf(orders)[row]!();
const agent = new http.Agent({ keepAlive: true });
const answers: Record<string, number> = {};
let sent = 0;
let bytes = 0;

function send({ method, path, body, isStranger = false }: Shot): Promise<number> {
  const address = `10.200.${(sent >> 8) & 255}.${sent & 255}`;
  const headers: http.OutgoingHttpHeaders = {
    'content-type': 'application/json',
    ...(isStranger ? { 'x-forwarded-for': address } : { authorization: `Bearer ${token}` }),
    ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) })
  };
  return new Promise((resolve) => {
    const request = http.request(url + path, { method, headers, agent }, (response) => {
      response.on('data', (piece: Buffer) => (bytes += piece.length));
      response.on('close', () => resolve(response.statusCode ?? 0));
    });
    request.on('error', () => resolve(0));
    request.end(body);
  });
}

for (const shot of attack.first ?? []) await send(shot);
const until = Date.now() + seconds * 1_000;
async function fire(): Promise<void> {
  while (Date.now() < until) {
    const status = await send(attack.shot((sent += 1)));
    answers[status] = (answers[status] ?? 0) + 1;
    // What is refused at once costs next to nothing here: without a pause it would be this
    // process's own speed that is measured.
    if (status >= 429 || status === 0) await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
await Promise.all(Array.from({ length: attack.atOnce }, fire));
console.info(JSON.stringify({ answers, megabytes: Math.round(bytes / 1e6) }));
process.exit(0);
