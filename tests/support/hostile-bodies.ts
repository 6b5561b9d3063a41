/** Bodies that nobody honest sends, by what is too much in them; each of about `bytes`. */
export interface HostileBody {
  name: string;
  text: string | Buffer;
}

const nested = (open: string, close: string, inside: string, bytes: number) => {
  const levels = Math.floor(bytes / (open.length + close.length));
  return `${open.repeat(levels)}${inside}${close.repeat(levels)}`;
};
const list = (item: (n: number) => string, bytes: number) => {
  const items: string[] = [];
  for (let length = 0; length < bytes; length += items.at(-1)!.length + 1) {
    items.push(item(items.length));
  }
  return items.join(',');
};

/** The same size as the others and nothing odd: what they are measured by. */
export const plainBody = (bytes: number): string => `{"text":"${'x'.repeat(bytes)}"}`;

export function hostileBodies(bytes: number): HostileBody[] {
  const deep = nested('[', ']', '1', bytes);
  const documents = (document: (n: number) => string) => `{"docs":[${list(document, bytes)}]}`;
  const bodies: Record<string, string | Buffer> = {
    nothing: '',
    'a word': 'x',
    null: 'null',
    'brackets that never close': '['.repeat(bytes),
    'brackets alone': deep,
    'objects in objects': nested('{"a":', '}', '1', bytes),
    'a deep member': `{"docs":[{"_id":"a","a":${deep}}],"keys":${deep},"device":${deep}}`,
    'many deep documents': documents(
      (n) => `{"_id":"tablet-deep:${10 ** 9 + n}","a":${nested('[', ']', '', 12_000)}}`
    ),
    'members without end': `{${list((n) => `"m${n}":1`, bytes)}}`,
    'a list without end': `[${list(() => '1', bytes)}]`,
    'keys without end': `{"keys":[${list((n) => `"k${n}"`, bytes)}],"doc_ids":[${list((n) => `"k${n}"`, bytes)}]}`,
    'documents without end': documents(() => '{}'),
    'quotes and nothing else': `{"docs":[{"text":"${'\\"'.repeat(bytes / 2)}"}],"email":"${'\\"'.repeat(99)}"}`,
    'a number without end': `{"docs":[{"n":${'9'.repeat(bytes)}}]}`,
    'a name of a prototype': '{"__proto__":{"x":1},"docs":[{"__proto__":null}]}',
    'a lone surrogate':
      '{"docs":[{"_id":"\\ud800"}],"email":"\\ud800@x","device":{"id":"\\ud800"}}',
    'bytes that are no text': Buffer.alloc(bytes, 0xff)
  };
  return Object.entries(bodies).map(([name, text]) => ({ name, text }));
}
