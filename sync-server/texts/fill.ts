import type { MailText, TextPart } from '#domain/operator/mail-texts-view.ts';
import type { Variables } from './text-kinds.ts';

export interface FilledText {
  subject: string;
  paragraphs: string[];
  action: string;
}

const VARIABLE = /\{(\w+)\}/g;

/** A line of nothing but variables that say nothing goes, and a paragraph with it. */
export function fillText({ subject, body, action }: MailText, variables: Variables): FilledText {
  return {
    subject: filled(subject, variables),
    paragraphs: paragraphsOf(body, variables),
    action: filled(action, variables)
  };
}

export function variablesIn(text: string): string[] {
  return [...text.matchAll(VARIABLE)].map(([, name]) => name!);
}

/** Variables that a text names and that it does not have; each part with its own. */
export function unknownVariables(text: MailText, known: readonly string[]) {
  const parts = Object.entries(text) as [TextPart, string][];
  return parts.flatMap(([part, words]) =>
    variablesIn(words)
      .filter((name) => !known.includes(name))
      .map((name) => ({ part, name }))
  );
}

function paragraphsOf(body: string, variables: Variables): string[] {
  return body
    .split(/\n{2,}/)
    .map((paragraph) =>
      paragraph
        .split('\n')
        .filter((line) => saysSomething(line, variables))
        .map((line) => filled(line, variables))
        .join('\n')
    )
    .filter((paragraph) => paragraph !== '');
}

function saysSomething(line: string, variables: Variables): boolean {
  const isAll = line.replace(VARIABLE, '').trim() === '';
  return !isAll || variablesIn(line).some((name) => variables[name]);
}

function filled(words: string, variables: Variables): string {
  return words.replace(VARIABLE, (whole, name: string) => variables[name] ?? whole);
}
