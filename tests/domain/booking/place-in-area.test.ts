import { expect, it } from 'vitest';
import { isInArea, PLACE_QUESTIONS } from '#domain/booking/place-answer.ts';
import { distanceM } from '#domain/matching/distance.ts';

it('[R1.13] a point that is pointed at may lie ten kilometres outside of its area', () => {
  const basel = { lat: 47.5596, lon: 7.5886 };
  const point = { lat: 47.7, lon: 7.6 };
  const away = distanceM(basel, point);
  expect(away).toBeGreaterThan(10_000);
  expect(isInArea({ ...basel, reachM: away - 10_000 }, point)).toBe(true);
  expect(isInArea({ ...basel, reachM: away - 10_001 }, point)).toBe(false);
  expect(isInArea({ ...basel, reachM: 0 }, basel)).toBe(true);
});

it('[R1.13] a place is asked for because it is unknown, lies elsewhere or is one of several', () => {
  expect(PLACE_QUESTIONS).toEqual(['place.unknown', 'place.elsewhere', 'place.several']);
});
