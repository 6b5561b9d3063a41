// In which order databases are copied. The source is at one moment; what a copy that broke off
// leaves is a beginning of this list at that moment, the rest as the round before left it. So what
// refers comes after what it refers to, and what is derived comes after what it is made from:
// 1. catalogue, its drafts, places, audit log: nothing of them is decided here.
// 2. people: a device is known before its actions, a record of a photo before its order.
// 3. mails, then outboxes: a mail that was sent is not sent again; an action that an order has
//    judged is there.
// 4. ledger before orders: an order that says billed finds its invoice, number and journal entry.
// 5. orders before inboxes and cases: a projection is never ahead of its order, and a case that is
//    closed finds its order settled. What they lack the server derives again.
const ORDER = [
  'catalog',
  'editing',
  'places',
  'audit',
  'people',
  'mails',
  'outbox-',
  'ledger',
  'orders',
  'inbox-',
  'cases'
];

export function inCopyOrder(names: readonly string[]): string[] {
  return names
    .map((name) => ({ name, place: placeOf(name) }))
    .filter(({ place }) => place >= 0)
    .sort((a, b) => a.place - b.place)
    .map(({ name }) => name);
}

function placeOf(name: string): number {
  return ORDER.findIndex((each) => (each.endsWith('-') ? name.startsWith(each) : name === each));
}
