import { sqlOutsideTheDoor } from './lib/sql.js';
import { files } from './lib/tree.js';

const at = (path: string, text: string): { path: string; text: string } => ({ path, text });
const SQL = 'const rows = await tx.query(`select id\n from booking where id = $1`);';

describe('one door for SQL', () => {
  it('SQL stands only in the database platform, where a module was handed a transaction, and in *.sql.ts', () => {
    expect(files(/^src\/.*\.ts$/).flatMap(sqlOutsideTheDoor)).toEqual([]);
  });
});

describe('the rule itself', () => {
  it.each([
    'select a from b',
    'insert into booking values (1)',
    'update booking set a = 1',
    'delete from booking',
    'with known as (select 1) select * from known',
    'copy booking (id) from stdin binary',
    'create table x (id int)',
    'set local role worker',
    'commit',
  ])('sees %s', (sql) => {
    expect(sqlOutsideTheDoor(at('src/commands/a.ts', `const x = ${JSON.stringify(sql)};`))).toHaveLength(1);
  });

  it.each(['choose the plan from the list', 'update the plan', 'commit to the quota', 'begin with the plan'])(
    'leaves the sentence %s',
    (words) => {
      expect(sqlOutsideTheDoor(at('src/commands/a.ts', `const x = ${JSON.stringify(words)};`))).toEqual([]);
    },
  );

  it('sees a template with values in it, and leaves the places where SQL lives', () => {
    expect(sqlOutsideTheDoor(at('src/modules/ledger/post.ts', SQL))).toHaveLength(1);
    expect(sqlOutsideTheDoor(at('src/modules/ledger/post.sql.ts', SQL))).toEqual([]);
    expect(sqlOutsideTheDoor(at('src/platform/database/database.ts', SQL))).toEqual([]);
  });

  it('leaves a module that was handed the door, and no other layer', () => {
    const handed = `import type { Transaction } from '../../platform/database/database.js';\n${SQL}`;
    expect(sqlOutsideTheDoor(at('src/modules/ledger/post.ts', handed))).toEqual([]);
    expect(sqlOutsideTheDoor(at('src/commands/post.ts', handed))).toHaveLength(1);
  });
});
