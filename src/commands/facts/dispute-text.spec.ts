import { disputesAnswer, type ShownDispute } from './dispute-text.js';

/** Whom a list says that a dispute asks. */
function asks(of: Partial<ShownDispute>): string | undefined {
  const dispute = {
    id: 'd',
    source: 'crm',
    booking: 'SO-1',
    participantId: 'ana',
    claims: [],
    standing: 'OPEN',
    level: 'comp-operations',
    asked: [],
    askedNames: null,
    endedAt: null,
    dueAt: null,
    ...of,
  } as unknown as ShownDispute;
  return disputesAnswer([dispute]).text.split('\n')[1]?.split(/ {2,}/)[5];
}

describe('whom a dispute asks, on the command line', () => {
  it('are the people of a level, or those of comp operations who may decide it', () => {
    expect(asks({ level: 'manager', asked: ['mia', 'max'] })).toBe('manager: mia, max');
    expect(asks({ askedNames: ['Cleo', 'Cem'] })).toBe('comp operations: Cleo, Cem');
    expect(asks({ askedNames: [] })).toBe('comp operations: nobody who may decide it');
    expect(asks({ askedNames: null })).toBe('comp operations');
  });
});
