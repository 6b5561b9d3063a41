import type { BookingRequest } from '#domain/booking/booking-request.ts';

/** What Rosa Keller in Basel sends on NOW of the builders, for the day after tomorrow. */
export function aBookingRequest(fields: Partial<BookingRequest> = {}): BookingRequest {
  return {
    requestId: 'request-0123456789abcdef',
    packageId: 'wlan',
    place: {
      street: 'Steinenvorstadt',
      houseNumber: '12',
      postcode: '4051',
      city: 'Basel',
      country: 'CH',
      hint: '3. Stock'
    },
    visit: { date: '2026-06-10', time: '14:30' },
    problem: 'Kein Empfang im Keller',
    contact: {
      name: 'Rosa Keller',
      email: 'rosa@example.org',
      phone: '+41615550202',
      company: '',
      language: 'de'
    },
    payment: {
      kind: 'directDebit',
      accountHolder: 'Rosa Keller',
      iban: 'CH9300762011623852957'
    },
    termsAccepted: true,
    expectedTotalMinor: 8390,
    personalProvider: null,
    ...fields
  };
}
