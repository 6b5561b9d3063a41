import { describe, expect, it } from 'vitest';
import {
  asksSince,
  withAnswer,
  withLevel,
  type SkillSettings
} from '#domain/profile/skill-requests.ts';

const HAS: SkillSettings = { skills: [{ skill: 'wlan', level: 3 }] };
const by = (at: number, id = 'a1') => ({ at, id });
const wanting = (level: number) => withLevel(HAS, { skill: 'wlan', level, by: by(1) });

describe('the skills of a helper', () => {
  it('[H4.4] fall at once, or go', () => {
    expect(wanting(2).skills).toEqual([{ skill: 'wlan', level: 2 }]);
    expect(wanting(0).skills).toEqual([]);
    expect(wanting(3)).toMatchObject({ ...HAS, skillRequests: {} });
  });

  it('[H4.4] rise by being asked for, and change nothing until then', () => {
    expect(wanting(5)).toMatchObject({
      ...HAS,
      skillRequests: { wlan: { level: 5, at: 1, id: 'a1' } }
    });
    const tv = withLevel(HAS, { skill: 'tv', level: 1, by: by(2, 'a2') });
    expect(tv).toMatchObject({ ...HAS, skillRequests: { tv: { level: 1, at: 2, id: 'a2' } } });
  });

  it('[H4.4] are asked for no longer once the helper has taken that back', () => {
    const back = withLevel(wanting(5), { skill: 'wlan', level: 3, by: by(2, 'a2') });
    expect([back.skills, back.skillRequests]).toEqual([HAS.skills, {}]);
    expect(asksSince(back)).toBeUndefined();
  });

  it('[H4.5] rise when community says so, and stay with a reason when it does not', () => {
    const decision = { skill: 'wlan', id: 'a1' } as const;
    const granted = withAnswer(wanting(5), { ...decision, isGranted: true, reason: '' }, 9);
    expect(granted).toMatchObject({
      skills: [{ skill: 'wlan', level: 5 }],
      ...{ skillRequests: {}, skillAnswers: { wlan: { level: 5, isGranted: true, at: 9 } } }
    });
    const refused = withAnswer(wanting(5), { ...decision, isGranted: false, reason: 'Soon' }, 9);
    expect(refused).toMatchObject({
      skills: HAS.skills,
      skillAnswers: { wlan: { level: 5, isGranted: false, reason: 'Soon' } }
    });
    // Asked again, the earlier answer is none to this.
    const again = withLevel(refused!, { skill: 'wlan', level: 4, by: by(10, 'a2') });
    expect(again.skillAnswers).toEqual({});
  });

  it('[H4.5] are answered as they were seen: a request made since stays open', () => {
    const since = withLevel(wanting(4), { skill: 'wlan', level: 5, by: by(2, 'a2') });
    const seen = { skill: 'wlan', id: 'a1', isGranted: true, reason: '' } as const;
    expect(withAnswer(since, seen, 9)).toBeUndefined();
    expect(withAnswer(HAS, seen, 9)).toBeUndefined();
  });

  it('[H4.5] wait since the oldest request', () => {
    const two = withLevel(wanting(5), { skill: 'tv', level: 1, by: by(7, 'a2') });
    expect(asksSince(two)).toBe(1);
    expect(asksSince(HAS)).toBeUndefined();
  });
});
