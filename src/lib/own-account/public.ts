// What other features may use of this one.
export { ask, send, type Answered, type LinkState } from './account-api.ts';
export { LINK_WORDS, problemText } from './problem-text.ts';
export { default as LinkPage } from './LinkPage.svelte';
export { default as PasswordField } from './PasswordField.svelte';
export { default as MailedForm } from './MailedForm.svelte';
