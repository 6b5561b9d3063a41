import type { Finding } from './finding.ts';
import type { Verified } from './verify-store.ts';

/** More of them say nothing new. */
const MOST_SHOWN = 200;

export function showVerified({ figures, breaches, waiting }: Verified): string[] {
  return [
    'Looked at:',
    ...Object.entries(figures).map(([name, number]) => `  ${name}: ${number}`),
    ...listed(waiting, 'not done yet; a server that runs on this store does it'),
    ...listed(breaches, 'wrong'),
    breaches.length === 0
      ? 'The store is sound.'
      : `The store is not sound: ${breaches.length} of its documents break a rule. ` +
        'Keep a copy of it as it is, and look at each document before anything is changed.'
  ];
}

function listed(findings: readonly Finding[], title: string): string[] {
  if (findings.length === 0) return [];
  const left = findings.length - MOST_SHOWN;
  return [
    `${findings.length} ${title}:`,
    ...findings
      .slice(0, MOST_SHOWN)
      .map(({ database, document, says }) => `  ${database}/${document}: ${says}`),
    ...(left > 0 ? [`  … and ${left} more.`] : [])
  ];
}
