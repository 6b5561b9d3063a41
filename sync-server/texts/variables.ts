// What stands in the place of a text's variables.
import { isolated } from '#domain/text/foreign-text.ts';
import type { Locale } from '#domain/policy/policy.ts';
import type { MailFacts } from './mail-facts.ts';
import type { PersonalMailFacts, PersonalMailKind } from './personal-mail-kinds.ts';
import { SENTENCES } from './sentences.ts';
import type { Variables } from './text-kinds.ts';

export function customerVariables(facts: MailFacts, locale: Locale): Variables {
  const { service, day, time, place, price, helper, eta, number, total, before, after } = facts;
  const say = SENTENCES[locale];
  return {
    ...{ service, day, time, place, price, helper, eta, number, total },
    ...{ oldDay: before.day, oldTime: before.time, newDay: after.day, newTime: after.time },
    hours: String(facts.contactHours),
    costs: say.costs(facts),
    cancelling: say.cancelling(facts),
    freeUntil: say.freeUntil(facts),
    cancelledBy: say.cancelledBy(facts),
    cancelCosts: say.cancelCosts(facts)
  };
}

export function personalVariables(
  kind: PersonalMailKind,
  facts: PersonalMailFacts,
  locale: Locale
): Variables {
  const {
    reason,
    items,
    paper,
    day,
    days,
    passkey,
    email,
    hours,
    minutes,
    skill,
    level,
    isNeeded
  } = facts;
  const say = SENTENCES[locale];
  const needed = kind === 'paper.expired' ? say.needed.after : say.needed.before;
  return {
    ...{ reason, paper, day, skill, level: String(level), passkey: isolated(passkey), email },
    ...{ hours: String(hours), minutes: String(minutes) },
    items: items.join('\n'),
    inDays: say.inDays(days),
    needed: isNeeded ? needed : ''
  };
}
