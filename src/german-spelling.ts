// German messages are written once, as in Germany. Where the device is at home in Switzerland they
// are spelled as there: the build puts a tag before each text that has such a letter or mark, and
// the tag spells the words and leaves alone what is put into them.
const TAG = 'german';
const FROM = '/src/lib/i18n/german.ts';
const MESSAGE = /(const de_\w+ =[^`]*?\()(`[^`]*[ß„“][^`]*`)/g;

/** A Vite plugin for what Paraglide has compiled. */
export function germanSpelling() {
  return {
    name: 'german-spelling',
    transform(code: string, id: string): { code: string; map: null } | undefined {
      if (!id.includes('/paraglide/messages/') || !MESSAGE.test(code)) return undefined;
      MESSAGE.lastIndex = 0;
      const tagged = code.replace(MESSAGE, `$1${TAG}$2`);
      return { code: `import { ${TAG} } from '${FROM}';\n${tagged}`, map: null };
    }
  };
}
