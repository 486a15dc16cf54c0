import { readDocuments } from '../read-documents.js';
import { withChange } from './base-documents.js';

interface Case {
  readonly name: string;
  readonly document?: string;
  readonly from: string;
  readonly to: string;
  readonly told: string;
  readonly remedy: RegExp;
}

const TEST = '{ booking.type: [new, expansion] }';

// prettier-ignore
const CASES: readonly Case[] = [
  { name: 'an unknown fact', from: 'booking.type:', to: 'booking.tpye:', told: 'UNKNOWN_FACT 15:13', remedy: /mean booking\.type\?/ },
  { name: 'an unknown fact as the other side', from: TEST, to: '{ line.net: "> line.nte" }', told: 'UNKNOWN_FACT 15:23', remedy: /mean line\.net\?/ },
  { name: 'an unknown key', from: 'incentives:', to: 'incentivse:', told: 'UNKNOWN_KEY 19:1', remedy: /incentives/ },
  { name: 'an unknown key of a condition', from: TEST, to: '{ al: [{ booking.type: new }] }', told: 'UNKNOWN_KEY 15:13', remedy: /mean all\?/ },
  { name: 'an unknown operator', from: TEST, to: '{ fact: booking.type, operator: equl, value: new }', told: 'UNKNOWN_WORD 15:43', remedy: /mean equal\?/ },
  { name: 'an unknown sign', from: TEST, to: '{ line.net: "=> 5 USD" }', told: 'BAD_TEST 15:23', remedy: /">= 5,000 USD"/ },
  { name: 'an unknown unit of the catalogue', document: 'facts', from: 'is: text, means: Why', to: 'is: count, unit: stge, means: Why', told: 'UNKNOWN_UNIT 7:46', remedy: /mean stage\?/ },
  { name: 'an unknown unit of a constant', from: TEST, to: '{ line.net: "> 5 bucks" }', told: 'UNIT_MISMATCH 15:13', remedy: /5,000 USD/ },
  { name: 'an unknown currency of a plan', from: 'currency: USD', to: 'currency: UDS', told: 'BAD_TEXT 6:11', remedy: /mean USD\?/ },
  { name: 'an unknown currency of a constant', document: 'table', from: '"> 5 USD"', to: '"> 5 UDS"', told: 'BAD_TEST 8:11', remedy: /./ },
  { name: 'an unknown enum value', from: '[new, expansion] }', to: '[new, expansoin] }', told: 'UNKNOWN_WORD 15:33', remedy: /mean expansion\?/ },
  { name: 'an unknown word of the language', from: 'mode: marginal', to: 'mode: marginl', told: 'UNKNOWN_WORD 24:13', remedy: /marginal/ },
  { name: 'a misspelt known', document: 'engagement', from: 'known }', to: 'knwon }', told: 'BAD_TEST 10:42', remedy: /known/ },
  { name: 'an unknown condition', from: 'condition: low', to: 'condition: lwo', told: 'UNKNOWN_CONDITION 30:55', remedy: /mean low\?/ },
  { name: 'an unknown measure', from: 'axis: attainment.arr', to: 'axis: attainment.ar', told: 'UNKNOWN_NAME 23:13', remedy: /attainment\.arr/ },
  { name: 'an unknown calendar', from: 'calendar: company', to: 'calendar: compnay', told: 'UNKNOWN_NAME 7:11', remedy: /company/ },
  { name: 'an unknown relation', document: 'engagement', from: 'to: booking.salesperson', to: 'to: booking.salesprson', told: 'UNKNOWN_RELATION 11:28', remedy: /booking\.salesperson/ },
  { name: 'an unknown incentive in a test', document: 'test', from: 'earned: commission', to: 'earned: comission', told: 'TEST_TARGET 9:19', remedy: /mean commission\?/ },
  { name: 'text compared with a number', from: TEST, to: '{ booking.reason: 5 USD }', told: 'UNIT_MISMATCH 15:13', remedy: /double quotes/ },
  { name: 'text put in order with a number', from: TEST, to: '{ booking.type: "> 5 USD" }', told: 'UNIT_MISMATCH 15:13', remedy: /values themselves/ },
  { name: 'a number compared with text', from: TEST, to: '{ line.net: new }', told: 'UNIT_MISMATCH 15:23', remedy: /5,000 USD/ },
  { name: 'money compared with a percent', from: TEST, to: '{ line.net: "> line.rate" }', told: 'UNIT_MISMATCH 15:13', remedy: /5,000 USD/ },
  { name: 'a rate of 8 where 8% was meant', from: 'pays: 5%', to: 'pays: 8', told: 'BARE_NUMBER 27:39', remedy: /Write 8% if it is a rate/ },
  { name: 'a rate of 0.08 where 8% was meant', from: 'pays: 5%', to: 'pays: 0.08', told: 'BARE_NUMBER 27:39', remedy: /Write 8% if it is a rate/ },
  { name: 'a rate of 8 in a table', document: 'table', from: '3%]', to: '8]', told: 'BARE_NUMBER 8:22', remedy: /8%/ },
  { name: 'a rate of 8 in a test of a fact', from: TEST, to: '{ line.rate: "> 8" }', told: 'BARE_NUMBER 15:13', remedy: /like 8%/ },
  { name: 'a rate of 8 where somebody is on a plan', document: 'test', from: 'attribute.rate: 10%', to: 'attribute.rate: 8', told: 'BARE_NUMBER 5:45', remedy: /8%/ },
];

describe('what is nearly right is refused, with the right name or form', () => {
  it.each(CASES)('$name', ({ document = 'plan', from, to, told, remedy }) => {
    const files = withChange(document, from, to);
    expect(files).not.toEqual(withChange(document, from, from));
    const { rulebook, findings } = readDocuments(files);
    expect(findings.map((each) => `${each.code} ${each.line}:${each.column}`)).toContain(told);
    const finding = findings.find((each) => `${each.code} ${each.line}:${each.column}` === told);
    expect(`${finding?.message} ${finding?.remedy}`).toMatch(remedy);
    expect({ rulebook, severity: finding?.severity }).toEqual({ rulebook: null, severity: 'error' });
  });
});
