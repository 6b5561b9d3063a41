// `node tests/faults/soak.ts --minutes 20`: honest helpers at work, and one attacker's session that
// does each thing in turn; how long a verdict takes alone and attacked, and what memory does.
import { parseArgs } from 'node:util';
import { asTable } from './soak/figures.ts';
import { soak } from './soak/soak.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '30' },
    helpers: { type: 'string', default: '6' },
    only: { type: 'string', default: '' },
    /** Server on the first core, clients on the second; else as the system likes. */
    pinned: { type: 'boolean', default: false }
  }
});
const { rows, memory, failed } = await soak({
  minutes: Number(values.minutes),
  seconds: Number(values.seconds),
  helpers: Number(values.helpers),
  only: values.only,
  cores: values.pinned ? { server: '0', clients: '1' } : null,
  say: (line) => console.info(line)
});
for (const line of asTable(rows)) console.info(line);
for (const line of memory) console.info(line);
for (const line of failed) console.error(line);
process.exit(failed.length > 0 ? 1 : 0);
