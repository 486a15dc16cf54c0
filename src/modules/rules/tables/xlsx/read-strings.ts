import { cellText, readXml } from './read-xml.js';

/** The texts that cells share, in order; a text in several runs of letters is one, and how it is pronounced is left out. */
export function readStrings(part: { readonly name: string; readonly bytes: Uint8Array }): string[] {
  const strings: string[] = [];
  let [text, inText, spoken] = ['', false, 0];
  readXml(part, {
    open: (element) => {
      if (element === 'x:si') text = '';
      if (element === 'x:rPh') spoken += 1;
      inText = element === 'x:t' && spoken === 0;
    },
    text: (more) => {
      if (inText) text += more;
    },
    close: (element) => {
      if (element === 'x:rPh') spoken -= 1;
      if (element === 'x:t') inText = false;
      if (element === 'x:si') strings.push(cellText(text));
    },
  });
  return strings;
}
