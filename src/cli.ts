import 'reflect-metadata';
import type { Command } from 'commander';
import { runProgram } from './commands/program.js';

type Add = (program: Command) => void;

/** The commands in the order of their help; what one does is loaded when it is asked for, or all for the help. */
const COMMANDS: Readonly<Record<string, () => Promise<Add>>> = {
  start: async () => (await import('./commands/system/start.js')).addStart,
  check: async () => (await import('./commands/documents/check.js')).addCheck,
  test: async () => (await import('./commands/documents/test.js')).addTest,
  table: async () => (await import('./commands/documents/table.js')).addTable,
  publish: async () => (await import('./commands/documents/publish.js')).addPublish,
  template: async () => (await import('./commands/facts/template.js')).addTemplate,
  import: async () => (await import('./commands/facts/import.js')).addImport,
  undo: async () => (await import('./commands/facts/undo.js')).addUndo,
  readiness: async () => (await import('./commands/facts/readiness.js')).addReadiness,
  calculate: async () => (await import('./commands/pay/calculate.js')).addCalculate,
  stale: async () => (await import('./commands/pay/stale.js')).addStale,
  compare: async () => (await import('./commands/pay/compare.js')).addCompare,
  statement: async () => (await import('./commands/pay/statement.js')).addStatement,
  explain: async () => (await import('./commands/pay/explain.js')).addExplain,
  worth: async () => (await import('./commands/pay/worth.js')).addWorth,
  approvals: async () => (await import('./commands/facts/approvals.js')).addApprovals,
  rulings: async () => (await import('./commands/facts/rulings.js')).addRulings,
  transitions: async () => (await import('./commands/facts/transitions.js')).addTransitions,
  disputes: async () => (await import('./commands/facts/disputes.js')).addDisputes,
  close: async () => (await import('./commands/pay/close.js')).addClose,
  user: async () => (await import('./commands/access/user.js')).addUser,
  token: async () => (await import('./commands/access/token.js')).addToken,
  doctor: async () => (await import('./commands/system/doctor.js')).addDoctor,
  migrate: async () => (await import('./commands/system/migrate.js')).addMigrate,
};

const [named] = process.argv.slice(2);
const asked = Object.entries(COMMANDS).filter(([name]) => name === named);
const loaded = (asked.length > 0 ? asked : Object.entries(COMMANDS)).map(async ([, load]) => await load());
await runProgram(await Promise.all(loaded), process.argv);
