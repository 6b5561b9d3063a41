/**
 * Keeps what a real CouchDB answers to every script:
 *
 *     COUCHDB_URL=http://user:password@host:5984 node tests/couch-engine/as-couchdb/record.ts
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { couchAt } from '../../contract/couch-client.ts';
import { keptScripts } from './kept-scripts.ts';
import { answersOf, type Answered, type Script } from './script.ts';

/** One line a request, so that a later recording can be compared with this one. */
function text(recording: { couchdb: string; scripts: object }): string {
  const entries = Object.entries(recording.scripts as Record<string, [Script, Answered[]]>);
  const blocks = entries.map(([title, [script, answers]]) => {
    const lines = script.map((asked, at) => JSON.stringify([asked, answers[at]]));
    return `${JSON.stringify(title)}: [\n${lines.join(',\n')}\n]`;
  });
  return `{ "couchdb": ${JSON.stringify(recording.couchdb)}, "scripts": {\n${blocks.join(',\n')}\n} }\n`;
}

const couch = couchAt(process.env.COUCHDB_URL ?? '');
const { version } = (await couch.call('GET', '/')).json;
for (const [topic, scripts] of Object.entries(keptScripts)) {
  const answered: Record<string, [Script, Answered[]]> = {};
  for (const [title, script] of Object.entries(scripts)) {
    answered[title] = [script, await answersOf(couch, script)];
  }
  const recording = text({ couchdb: String(version), scripts: answered });
  await writeFile(join(import.meta.dirname, 'recorded', `${topic}.json`), recording);
  console.info(topic);
}
