// Keeps a page true that the browser translates. A translator takes a text node out and puts a
// <font> with its own words in its place; Svelte goes on writing to the node that is gone, and an
// old price or button stays on the screen.
// 1. The node is put back, empty, before the <font> that stands for it: Svelte finds its nodes where
//    it left them.
// 2. As soon as Svelte writes to the node, its words count, and the <font> goes; the translator sees
//    a new text and translates it again.
// 3. When Svelte takes the node away, its <font> goes as well.
// 4. When the translator takes its <font> back ("show original"), the node has its words again.

interface StandIn {
  font: Element;
  /** What the node said when it was taken out. */
  original: string;
}

/** Starts watching below `root`; returns how to stop. */
export function keepTextsTrue(root: Node): () => void {
  const standIns = new WeakMap<Text, StandIn>();
  const textOf = new WeakMap<Element, Text>();

  function look(records: MutationRecord[]): void {
    const written = new Set(records.flatMap((each) => (isWriting(each) ? [each.target] : [])));
    for (const record of records) {
      if (isWriting(record)) end(record.target as Text);
      for (const node of record.removedNodes) {
        if (node instanceof Text) removed(node, record, written.has(node));
        else if (node instanceof Element && textOf.has(node)) restore(node, record);
      }
    }
    // What was done here is no news.
    observer.takeRecords();
  }

  /** By the translator, where a <font> has come into its place; else by the page itself. */
  function removed(text: Text, record: MutationRecord, isWritten: boolean): void {
    if (text.isConnected) return;
    if (standIns.has(text)) return end(text);
    const { addedNodes, previousSibling, nextSibling } = record;
    const font = [...addedNodes, previousSibling, nextSibling].find(
      (node): node is Element => isFont(node) && !textOf.has(node as Element)
    );
    if (!font || text.data.trim() === '') return;
    font.before(text);
    if (isWritten) return font.remove();
    standIns.set(text, { font, original: text.data });
    textOf.set(font, text);
    text.data = '';
  }

  /** The node's own words count, or it has gone. */
  function end(text: Text): void {
    standIns.get(text)?.font.remove();
    standIns.delete(text);
  }

  function restore(font: Element, { addedNodes }: MutationRecord): void {
    const text = textOf.get(font);
    const known = text && standIns.get(text);
    if (!text?.isConnected || known?.font !== font) return;
    for (const node of addedNodes) if (node instanceof Text && node !== text) node.remove();
    text.data = known.original;
    standIns.delete(text);
  }

  const observer = new MutationObserver(look);
  observer.observe(root, { childList: true, characterData: true, subtree: true });
  return () => observer.disconnect();
}

const isWriting = ({ type }: MutationRecord) => type === 'characterData';

const isFont = (node: Node | null): boolean =>
  node instanceof Element && node.localName === 'font' && node.isConnected;
