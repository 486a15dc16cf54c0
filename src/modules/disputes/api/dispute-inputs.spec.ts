import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { faultsOf, InputPipe } from '../../../platform/graphql/mutation/input-pipe.js';
import { DisputeBringInput } from './dispute-inputs.js';

function faults(
  link: string | null,
  what = 'E-mail',
): readonly { path: readonly string[]; message: string }[] {
  const given = { idempotencyKey: 'evidence-1', dispute: 'd', evidence: [{ what, says: 'Thanks', link }] };
  const input = new InputPipe().transform(given, { type: 'body', metatype: DisputeBringInput });
  return faultsOf(input as object);
}

describe('evidence', () => {
  it.each([null, '', 'https://crm.example.com/1', 'http://intranet/notes?id=4', 'HTTPS://crm.example.com'])(
    'may give the link %s',
    (link) => {
      expect(faults(link)).toEqual([]);
    },
  );

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'crm.example.com',
    'https://',
    ' https://a.b',
    'https://a b',
  ])('may not give the link %s', (link) => {
    expect(faults(link)).toMatchObject([
      {
        code: 'BAD_INPUT',
        path: ['input', 'evidence', '0', 'link'],
        message: expect.stringContaining('http://'),
      },
    ]);
  });

  it('has its other limits, too', () => {
    expect(faults(null, 'w'.repeat(201))).toMatchObject([{ path: ['input', 'evidence', '0', 'what'] }]);
  });
});
