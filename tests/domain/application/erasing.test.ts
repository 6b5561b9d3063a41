import { describe, expect, it } from 'vitest';
import { erasingDue } from '#domain/application/erasing.ts';
import { DAY_MS } from '#domain/policy/policy.ts';
import type { ApplicationState } from '#domain/application/application.ts';

const BEGAN = 1_000_000_000_000;
const at = (days: number) => BEGAN + days * DAY_MS;
const an = (state: ApplicationState, fields: object = {}) => ({
  ...{ state, createdAt: BEGAN, history: [{ at: BEGAN, what: 'begin', by: null, reason: '' }] },
  ...fields
});
const due = (application: object, now: number) =>
  erasingDue(application as Parameters<typeof erasingDue>[0], now)?.step ?? null;

describe('[H2.15] an application that came to nothing', () => {
  it('is erased 180 days after it was refused', () => {
    const refused = an('refused', {
      history: [{ at: at(10), what: 'refuse', by: 'staff-eva', reason: 'x' }]
    });
    expect(due(refused, at(190) - 1)).toBeNull();
    expect(due(refused, at(190))).toBe('erase');
  });

  it.each<ApplicationState>(['draft', 'asked'])(
    'as %s: warned first, erased after 90 days',
    (state) => {
      expect(due(an(state), at(76) - 1)).toBeNull();
      expect(due(an(state), at(76))).toBe('warn');
      expect(due(an(state, { warnedAt: at(76) }), at(90) - 1)).toBeNull();
      expect(due(an(state, { warnedAt: at(76) }), at(90))).toBe('erase');
    }
  );

  it('warned late, it still has fourteen days', () => {
    expect(due(an('draft'), at(400))).toBe('warn');
    expect(due(an('draft', { warnedAt: at(400) }), at(414) - 1)).toBeNull();
    expect(due(an('draft', { warnedAt: at(400) }), at(414))).toBe('erase');
  });

  it('that somebody goes on with begins anew', () => {
    const touched = an('draft', { warnedAt: at(76), touchedAt: at(80) });
    expect(due(touched, at(95))).toBeNull();
    expect(due(touched, at(156))).toBe('warn');
  });

  it.each<ApplicationState>(['submitted', 'accepted', 'suspended'])('as %s it stays', (state) => {
    expect(due(an(state), at(4_000))).toBeNull();
  });
});
