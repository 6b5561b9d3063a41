/** The methods of one path, and the rule that most endpoints end where their name ends. */
import { missing } from '../errors/couch-error.ts';
import type { Handler } from './exchange.ts';

export const methodNames = ['COPY', 'DELETE', 'GET', 'POST', 'PUT'] as const;

export type Methods = Partial<Record<(typeof methodNames)[number], Handler>>;

/** An endpoint below a database: gets the path behind its name. */
export type Endpoint = (rest: string[]) => Methods;

export function whole(methods: Methods): Endpoint {
  return (rest) => {
    if (rest.length > 0) throw missing();
    return methods;
  };
}
