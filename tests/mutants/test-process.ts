// One process with Vitest in it that runs the same test files again and again, each time with another change in the sources.
// The change is made on the way from the disk to the test, never on the disk. A process that hangs is ended by its parent.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createVitest, type Vitest } from 'vitest/node';
import { withProbes } from './probes.ts';

export interface Task {
  /** In the order in which they are run; ends with the first failure. */
  tests: string[];
  /** Null: nothing is changed. */
  mutant: { file: string; text: string } | null;
}

export interface Ran {
  /** The title of a test that failed, or why nothing could be run; null where all went well. */
  failure: string | null;
  /** ms of each test file. */
  times: Record<string, number>;
}

const root = process.cwd();
/** Sources whose functions say that they were called; none in later runs. */
const probed: string[] = JSON.parse(process.env.MUTANT_PROBED ?? '[]');
const isProbing = probed.length > 0;
const relative = (id: string) => path.relative(root, id.split('?')[0]!).replaceAll(path.sep, '/');

/** Test files as they were asked for: those first that are quick to tell. */
class AsGiven {
  sort<T>(files: T[]): T[] {
    return files;
  }
  shard<T>(files: T[]): T[] {
    return files;
  }
}

let mutant: Task['mutant'] = null;

const vitest = await createVitest(
  'test',
  {
    // The usual projects let Node load the sources, past the plugin below.
    config: 'tests/mutants/vitest.config.ts',
    ...{ root, watch: false, pool: 'forks', maxWorkers: isProbing ? 2 : 1, isolate: isProbing },
    ...{ bail: isProbing ? 0 : 1, reporters: [{}], testTimeout: 20_000, hookTimeout: 20_000 },
    // Copies on the disk would be taken instead of what is changed here.
    fsModuleCache: false,
    setupFiles: isProbing ? ['tests/mutants/record-probes.ts'] : [],
    sequence: { sequencer: AsGiven }
  },
  {
    logLevel: 'error',
    plugins: [
      {
        name: 'mutants',
        enforce: 'pre',
        transform(_code: string, id: string) {
          const file = relative(id);
          if (mutant?.file === file) return { code: mutant.text, map: null };
          if (!probed.includes(file)) return undefined;
          return { code: withProbes(file, readFileSync(file, 'utf8')), map: null };
        }
      }
    ]
  }
);
const known = await vitest.globTestSpecifications();

async function run(task: Task): Promise<Ran> {
  const changed = [mutant?.file, task.mutant?.file];
  mutant = task.mutant;
  for (const file of changed) if (file) invalidate(vitest, path.join(root, file));
  const specifications = task.tests.flatMap((test) =>
    known.filter(({ moduleId }) => relative(moduleId) === test)
  );
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
  const times: Ran['times'] = {};
  let failure = unhandledErrors.length > 0 ? `unhandled: ${String(unhandledErrors[0])}` : null;
  // Those of earlier runs are among them.
  for (const module of testModules.filter(({ moduleId }) =>
    task.tests.includes(relative(moduleId))
  )) {
    times[relative(module.moduleId)] = Math.round(
      module.diagnostic().duration + module.diagnostic().collectDuration
    );
    if (module.state() !== 'failed') continue;
    const failed = [...module.children.allTests('failed')][0];
    failure ??= `${relative(module.moduleId)}: ${failed?.fullName ?? 'could not be loaded'}`;
  }
  return { failure, times };
}

function invalidate({ vite }: Vitest, file: string): void {
  for (const { moduleGraph } of Object.values(vite.environments)) moduleGraph.onFileChange(file);
  vitest.invalidateFile(file);
}

process.on('message', (task: Task) => {
  run(task).then(
    (ran) => process.send!(ran),
    (error: unknown) => process.send!({ failure: String(error), times: {} } satisfies Ran)
  );
});
process.send!('ready');
