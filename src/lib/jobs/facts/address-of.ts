import type { Job } from '#domain/order/job.ts';

export function addressOf({
  place
}: {
  place: Pick<Job['place'], 'street' | 'houseNumber' | 'postcode' | 'city'>;
}): string {
  const street = `${place.street} ${place.houseNumber}`.trim();
  return [street, `${place.postcode} ${place.city}`].filter(Boolean).join(', ');
}
