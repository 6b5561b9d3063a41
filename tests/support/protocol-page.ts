// PROTOCOL.md taken apart: its tables and its examples, so that a test can hold them against the real thing.
import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';

export const PROTOCOL_PAGE = 'src/domain/protocol/PROTOCOL.md';

/** A fenced example: ```` ```<language> <label> ````. */
export interface Example {
  language: string;
  label: string;
  text: string;
}

/** A request and its answer as the page shows them. `moment`: when in the visit it is played. */
export interface HttpExample {
  moment: string;
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
  answer: { status: number; headers: Record<string, string>; body: string };
}

export function readPage(): string {
  return readFileSync(PROTOCOL_PAGE, 'utf8');
}

export function examplesOf(page: string): Example[] {
  const fences = page.matchAll(/^```(\S+) ?(.*)\n([\s\S]*?)^```$/gm);
  return [...fences].map(([, language, label, text]) => ({
    language: language!,
    label: label!,
    text: text!.trimEnd()
  }));
}

export function httpExample({ label, text }: Example): HttpExample {
  const at = text.indexOf('\nHTTP/1.1 ');
  const request = messageOf(text.slice(0, at));
  const answer = messageOf(text.slice(at + 1));
  const [method, url] = request.first.split(' ');
  const { headers, body } = answer;
  return {
    moment: label,
    method: method!,
    url: url!,
    headers: request.headers,
    body: request.body,
    answer: { status: Number(answer.first.split(' ')[1]), headers, body }
  };
}

function messageOf(text: string) {
  const [head = '', ...rest] = text.split('\n\n');
  const [first = '', ...lines] = head.trim().split('\n');
  const headers = lines.map((line) => line.split(/: (.*)/).slice(0, 2) as [string, string]);
  return { first, headers: Object.fromEntries(headers), body: rest.join('\n\n').trim() };
}

/** The rows of the first table behind a heading (or behind any other line that is in the page once), without its head. */
export function tableBehind(page: string, line: string): string[][] {
  const at = page.indexOf(`\n${line}\n`);
  if (at < 0) throw new Error(`the page has no line ${line}`);
  const lines = page.slice(at + line.length + 2).split('\n');
  const start = lines.findIndex((each) => each.startsWith('|'));
  const end = lines.findIndex((each, index) => index > start && !each.startsWith('|'));
  return lines.slice(start + 2, end).map(cells);
}

function cells(row: string): string[] {
  return row
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}

/** What stands in backquotes. */
export function quoted(cell: string): string[] {
  return [...cell.matchAll(/`([^`]*)`/g)].map(([, text]) => text!);
}

interface JsonSchema {
  $ref?: string;
  type?: string;
  enum?: string[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  oneOf?: JsonSchema[];
  anyOf?: JsonSchema[];
  minItems?: number;
  propertyNames?: JsonSchema;
}

/** `[member, type]` of each member of an action's body, in the words of the page. */
export function bodyWords(schema: z.ZodMiniType): [member: string, type: string][] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema) as JsonSchema;
  return Object.entries(properties).map(([name, property]) => [
    required.includes(name) ? name : `${name}?`,
    typeWords(property)
  ]);
}

const DAYS_OF_WEEK = 7;
const HASH_PATTERN = '^[A-Za-z0-9_-]{43}$';
const number = (value: number) => value.toLocaleString('en');

function typeWords({ type, pattern, minLength, maxLength, ...schema }: JsonSchema): string {
  if (schema.anyOf) return schema.anyOf.map(typeWords).join(' or ');
  if (schema.oneOf) return 'signature';
  if (schema.minItems === DAYS_OF_WEEK) return 'week';
  if (schema.properties?.from) return 'days';
  if (schema.properties?.sha256) return 'photo';
  if (type === 'array') return 'languages';
  if (schema.propertyNames?.enum) return 'levels';
  if (schema.propertyNames?.pattern) return 'dates';
  if (schema.properties) return 'signing facts';
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(', ');
  if (pattern) return pattern === HASH_PATTERN ? 'hash' : 'id';
  if (type === 'string' && minLength)
    return `text, ${minLength} to ${number(maxLength!)} characters`;
  if (type === 'string') return `text, up to ${number(maxLength!)} characters`;
  if (type !== 'integer') return type!;
  const { minimum = 0, maximum = 0 } = schema;
  if (maximum === 8.64e15) return 'time';
  if (maximum === Number.MAX_SAFE_INTEGER) return `integer, from ${minimum}`;
  return `integer, ${number(minimum)} to ${number(maximum)}`;
}

/** Members that are another's to choose each time: only their type is compared. */
const VOLATILE = new Set([
  'token',
  'epoch',
  'rev',
  '_rev',
  'seq',
  'last_seq',
  'generation',
  'requestId'
]);

/** Where `real` is not what the page shows; undefined where it is, in shape and, but for what is volatile, in value. */
export function difference(shown: unknown, real: unknown, path = ''): string | undefined {
  if (Array.isArray(shown) && Array.isArray(real)) {
    if (shown.length !== real.length) return `${path}: ${real.length} instead of ${shown.length}`;
    return firstOf(shown.map((each, index) => difference(each, real[index], `${path}[${index}]`)));
  }
  if (isObject(shown) && isObject(real)) {
    const names = new Set([...Object.keys(shown), ...Object.keys(real)]);
    return firstOf(
      [...names].map((name) => {
        const at = `${path}.${name}`;
        if (!(name in shown)) return `${at} is not in the page`;
        if (!(name in real)) return `${at} is in the page only`;
        const isFree = VOLATILE.has(name) && typeof shown[name] === typeof real[name];
        return isFree ? undefined : difference(shown[name], real[name], at);
      })
    );
  }
  return Object.is(shown, real)
    ? undefined
    : `${path}: ${JSON.stringify(real)} instead of ${JSON.stringify(shown)}`;
}

function firstOf(found: (string | undefined)[]): string | undefined {
  return found.find((each) => each !== undefined);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
