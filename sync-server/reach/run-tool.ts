import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { StoreUnavailable } from '../store/store-unavailable.ts';
import { WrongPlace } from './place.ts';

/** Something that whoever typed it has to type otherwise. */
export class WrongArguments extends Error {}

interface Tool<O extends ParseArgsOptionsConfig> {
  usage: string;
  options: O;
  /** How many names it takes beside its options. */
  names: { least: number; most: number };
  /** Resolves to the exit code. */
  run(arguments_: {
    names: string[];
    values: Record<keyof O, string | boolean | undefined>;
  }): Promise<number>;
}

/** Runs a tool of the operator's: what goes wrong is a sentence, never a stack. */
export async function runTool<O extends ParseArgsOptionsConfig>(
  { usage, options, names, run }: Tool<O>,
  args = process.argv.slice(2)
): Promise<void> {
  try {
    const { values, positionals } = read(args, options);
    if ('help' in values && values.help) {
      console.info(usage);
      return;
    }
    if (positionals.length < names.least || positionals.length > names.most) {
      throw new WrongArguments(
        positionals.length < names.least ? 'Something is missing.' : 'That is too much.'
      );
    }
    process.exitCode = await run({ names: positionals, values: values as never });
  } catch (error) {
    console.error(explain(error, usage));
    process.exitCode = error instanceof WrongArguments ? 2 : 1;
  }
}

function read<O extends ParseArgsOptionsConfig>(args: string[], options: O) {
  try {
    const help = { type: 'boolean', short: 'h' } as const;
    return parseArgs({ args, options: { ...options, help }, allowPositionals: true });
  } catch (error) {
    throw new WrongArguments((error as Error).message);
  }
}

function explain(error: unknown, usage: string): string {
  if (error instanceof WrongArguments) return `${error.message}\n${usage}`;
  if (error instanceof WrongPlace) return error.message;
  if (error instanceof StoreUnavailable) return `The store does not answer: ${error.message}.`;
  return `It did not work: ${(error as Error).message}`;
}
