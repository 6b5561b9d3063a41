// `npm run bench`: every figure beside a peer or a limit from the same run. Nothing here fails on a slow machine.
import { acceptFigures } from './accepts.ts';
import { actionThroughput } from './actions-per-second.ts';
import { browserFigures, SLOWED } from './browser-figures.ts';
import { coldStart } from './cold-start.ts';
import { firstSights, scriptSizes } from './first-sight.ts';
import { slowPhone } from './slow-phone.ts';

const ms = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
const times = (value: number) => `${value.toFixed(2)} ×`;
const range = (counts: readonly number[]) =>
  [...new Set([Math.min(...counts), Math.max(...counts)])].join(' to ');
const rows: [what: string, ours: string, beside: string, aim: string][] = [];

const browser = await browserFigures();
const { raw, ours, pouchdb, rxdb } = browser.firstSyncMs;
rows.push([
  '(1) first sync of 1,000 jobs, CPU ×4',
  `${ms(ours)} = ${times(ours / raw)} raw`,
  `raw ${ms(raw)}, PouchDB ${times(pouchdb / raw)}, RxDB ${times(rxdb / raw)}`,
  '≤ 1.4 × raw, ahead of both'
]);
const open = browser.openToListMs;
rows.push([
  '(2) cold open of the data to the list, CPU ×4',
  ms(open.ours),
  `raw ${ms(open.raw)}, PouchDB ${ms(open.pouchdb)}, RxDB ${ms(open.rxdb)}`,
  'ahead of both'
]);
const app = await coldStart(SLOWED);
rows.push([
  '(2) cold start of the app with 500 visits, no server, CPU ×4',
  `first rows ${ms(app.firstRowsMs)} = ${times(app.firstRowsMs / app.startPageMs)} its start page; usable ${ms(app.usableMs)}`,
  `the start page, without data: ${ms(app.startPageMs)}`,
  'first rows ≤ 0.6 s, usable ≤ 1.0 s'
]);
const write = browser.strictWriteMs;
rows.push([
  '(3) one strict action',
  `${ms(write.ours)} = ${times(write.ours / write.raw)} raw`,
  `the same rows by hand ${ms(write.raw)}, one bare put ${ms(write.rawPut)}`,
  '≤ 1.5 ×'
]);
const actions = await actionThroughput();
rows.push([
  '(4) actions through the authority',
  `${actions.actionsPerSecond.toFixed(0)}/s = ${times(actions.ratio)} PUTs`,
  `single PUTs ${actions.putsPerSecond.toFixed(0)}/s`,
  '≥ 0.5 ×'
]);
const accepts = await acceptFigures();
rows.push([
  '(5) 200 accepts of one offer',
  `winners of each crowd ${range(accepts.winners)}, refused ${range(accepts.refused)}; p99 ${ms(accepts.p99Ms)} = ${times(accepts.p99Ms / accepts.bareMs)} its bare requests`,
  `the engine's requests alone ${ms(accepts.bareMs)}; the slowest crowd ${ms(accepts.worstP99Ms)}, the first after a start ${ms(accepts.firstP99Ms)}`,
  'one winner, p99 ≤ 500 ms'
]);
const { tap, changes } = await slowPhone(SLOWED);
rows.push([
  '(6) tap on a step until it is painted, 500 visits, CPU ×4',
  `p95 ${ms(tap.p95Ms)} = ${times(tap.p95Ms / tap.bareMs)} a bare write`,
  `one strict row, written and painted: ${ms(tap.bareMs)}`,
  'p95 ≤ 100 ms'
]);
rows.push([
  '(7) 1,000 changes arriving on *Today*, CPU ×4',
  `long tasks ${ms(changes.longSumMs)} in sum, the longest ${ms(changes.longestMs)}`,
  `kept by hand, nothing on top: ${ms(changes.bareSumMs)} in sum`,
  'sum ≤ 1 s, none > 100 ms'
]);
for (const { address, bytes, largestMs, shift, bareMs, score } of await firstSights(SLOWED)) {
  rows.push([
    `(8) first sight of ${address} on a slow line, CPU ×4`,
    `${ms(largestMs)} = ${times(largestMs / bareMs)} a bare page; ${(bytes / 1_000).toFixed(0)} kB, layout shift ${shift.toFixed(3)}`,
    `a page of one line on the same line: ${ms(bareMs)}; ${score === null ? 'Lighthouse: name it in LIGHTHOUSE' : `Lighthouse ${score.performance}, SEO ${score.seo}`}`,
    'Lighthouse ≥ 95, shift < 0.1'
  ]);
}
for (const { route, gzipBytes } of scriptSizes()) {
  rows.push([
    `(9) scripts of ${route}`,
    `${(gzipBytes / 1_000).toFixed(0)} kB gzip`,
    'the limit itself: npm run size',
    '≤ 130 kB'
  ]);
}

for (const [what, own, beside, aim] of rows) {
  console.info(`${what}\n    ${own}   (${beside})   aim: ${aim}`);
}
