// What other features may use of this one.
export { addressOf } from './facts/address-of.ts';
export { customerOf } from './facts/customer-of.ts';
export { isGivenBack } from './path/is-given-back.ts';
export { currentStep } from './path/job-path.ts';
export { isReady } from './path/main-action.ts';
export { stepTitle } from './path/step-title.ts';
