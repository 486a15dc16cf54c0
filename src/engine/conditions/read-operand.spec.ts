import { readOperand } from './read-operand.js';

describe('one scalar of a rule', () => {
  it.each(['knwon', 'know', 'Known', 'knownn', 'unknwon', 'unkown', 'UNKNOWN'])(
    'is not %s, which is nearly a test and would match nobody',
    (text) => {
      expect(readOperand(text)).toEqual({
        fault: expect.stringMatching(/did you mean that\? .*double quotes/),
      });
      expect(readOperand(`"${text}"`)).toEqual({ word: text });
    },
  );

  it.each([
    'new',
    'renewal',
    'ana',
    'kiosk',
    'kenworth',
    'young',
    'role.vp-sales',
    'group.board',
    'person.kim',
  ])('may be the word %s', (word) => {
    expect(readOperand(word)).toEqual({ word });
  });

  it.each(['account.role', 'roles.vp', 'quota.acv', 'participant.manager'])('may name %s', (name) => {
    expect(readOperand(name)).toEqual({ name });
  });

  it.each([
    ['5 UDS', /no currency UDS; did you mean USD\?/],
    ['5 XXZ', /no currency XXZ; write a code/],
    ['250 UDS per logo', /did you mean USD\?/],
  ])('is not %s, a currency that does not exist', (text, fault) => {
    expect(readOperand(text)).toEqual({ fault: expect.stringMatching(fault) });
  });
});
