import type { SourceFile } from './tree.js';

interface Unwanted {
  readonly what: RegExp;
  readonly instead: string;
}

/** Notes to finish later, spelt with a gap so that this file does not hold what it looks for. */
const LATER = ['TO.DO', 'FIX.ME', 'HA.CK'].map((word) => word.replace('.', ''));

const UNWANTED: readonly Unwanted[] = [
  {
    what: new RegExp(`\\b(${LATER.join('|')})\\b`),
    instead: 'Finish it, or say in an issue what is left.',
  },
  {
    what: new RegExp(
      `(^|[\\s"'\`(=:])/(${['work', 'root', 'home', 'Users', 'tmp', 'mnt'].join('|')})/[\\w.-]`,
    ),
    instead:
      'A path of one machine. Use a path from the root of the project, os.tmpdir() or the configuration.',
  },
  { what: /\b[A-Z]:\\\\?(Users|work|tmp)\b/, instead: 'A path of one machine.' },
  {
    what: new RegExp(
      `(${['registry', 'artifactory', 'verdaccio', 'nexus', 'npm-mirror'].join('|')})[\\w.-]*\\.[a-z]{2,}|registry\\s*=\\s*http`,
      'i',
    ),
    instead: 'A package registry. Which one is used is the reader’s own setting.',
  },
  { what: /^(<{7}|>{7}) /m, instead: 'A merge that was not finished.' },
];

export function unwantedWords(file: SourceFile): string[] {
  return file.text
    .split('\n')
    .flatMap((line, index) =>
      UNWANTED.filter(({ what }) => what.test(line)).map(
        ({ instead }) => `${file.path}:${index + 1} ${line.trim().slice(0, 80)} ... ${instead}`,
      ),
    );
}
