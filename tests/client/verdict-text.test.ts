import { describe, expect, it } from 'vitest';
import { expectedText, verdictText } from '../../src/lib/words/verdict-text.ts';

const NOT_NOW = 'Das ist in diesem Schritt nicht möglich.';

describe('the words for what the server did not take', () => {
  it('[R15.26] say of something signed that support has it, whatever the reason', () => {
    const text = verdictText({ kind: 'job.complete', state: 'held', code: 'job.wrongState' });
    expect(text).toContain(NOT_NOW);
    expect(text).toContain('beim Support aufbewahrt');
  });

  it('[R15.26] say it once', () => {
    const text = verdictText({ kind: 'price.agree', state: 'held', code: 'consent.mismatch' });
    expect(text.match(/Support/g)).toHaveLength(1);
  });

  it('[R15.26] say of anything else no more than the reason', () => {
    const code = 'job.wrongState';
    expect(verdictText({ kind: 'travel.start', state: 'refused', code })).toBe(NOT_NOW);
    expect(verdictText({ kind: 'travel.start', state: 'refused', code: null })).toBe('');
  });

  it('[R15.26] expect a refusal of a tick, and of something signed that it goes to support', () => {
    expect(expectedText('Punkt', { kind: 'checklist.set' }, NOT_NOW)).toContain('ablehnen');
    const expected = expectedText('Abschluss', { kind: 'job.complete' }, NOT_NOW);
    expect(expected).toContain('Support');
    expect(expected).not.toContain('ablehnen');
  });
});
