import type { ActionBody, ActionKind } from '#domain/protocol/action-body.ts';
import type { Action } from '#domain/protocol/action.ts';
import { applyToJob } from '#domain/order/life-cycle/apply-to-job.ts';
import type { Command } from '#domain/order/life-cycle/command.ts';
import type { Job } from '#domain/order/job.ts';
import { hashOf } from '#domain/protocol/hash.ts';
import { buildStatement, type Statement } from '#domain/order/signing/statement.ts';
import { aBody, FACTS, RULES, SIGNATURE, VISIT } from './builders.ts';
import type { SignerDevice } from './device-signer.ts';

/** What a device makes of a job it has: every action after acceptance, applied to its own view on the way. */
export async function visitActions(
  device: SignerDevice,
  job: Job,
  { without }: { without?: ActionKind } = {}
): Promise<Action[]> {
  const actions: Action[] = [];
  let view = job;
  for (const [kind, at] of VISIT) {
    if (kind === 'offer.accept' || kind === without) continue;
    const body = kind === 'job.complete' ? await completionBody(view) : aBody(kind, view);
    const known = kind as ActionKind;
    const action = await device.sign(known, job.id, body as ActionBody<ActionKind>, at);
    actions.push(action);
    const actor = { type: 'provider', id: device.provider } as const;
    const command = { id: action._id, kind, body, actor, at } as Command;
    const decision = applyToJob(view, command, RULES);
    if (decision.outcome !== 'applied') throw new Error(`${kind}: ${decision.code}`);
    view = decision.next;
  }
  return actions;
}

export async function completionBody(job: Job): Promise<ActionBody<'job.complete'>> {
  const statement = buildStatement(job, FACTS);
  const body = { facts: FACTS, statement, statementHash: await hashOf(statement) };
  return { ...body, signature: SIGNATURE } as unknown as ActionBody<'job.complete'>;
}

/** The statement of a job as its rules build it; of the later of two states, where two are given. */
export function signStatement(job: Job, later: Job = job): Statement {
  return buildStatement(later, FACTS);
}
