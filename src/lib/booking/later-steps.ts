// What the booking page needs only after the first step: fetched while the customer chooses a
// service.
export { checkBooking } from '#domain/booking/booking-request.ts';
export { default as ContactStep } from './ContactStep.svelte';
export { default as VisitStep } from './VisitStep.svelte';
