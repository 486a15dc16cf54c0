import type { ExampleFailure, ExampleReport, SituationReport } from './example-report.js';

/** The report as text: a line for each situation, under those that failed what was given, expected and got with its working, and a summary. */
export function renderExamples(report: ExampleReport): string {
  const errors = report.findings.filter(({ severity }) => severity === 'error');
  return [
    ...errors.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`),
    ...(errors.length > 0 ? ['The examples were not worked out: the documents have errors.'] : []),
    ...report.situations.flatMap(renderSituation),
    `${report.passed} passed, ${report.failed} failed`,
  ].join('\n');
}

function renderSituation({ test, situation, failures }: SituationReport): readonly string[] {
  const title = `${test}: ${situation}`;
  return failures.length === 0 ? [`✓ ${title}`] : [`✗ ${title}`, ...failures.flatMap(renderFailure), ''];
}

function renderFailure(failure: ExampleFailure): readonly string[] {
  const { file, line, column, what, given, expected, got, working } = failure;
  const outcome = expected === null ? what : `${what}: expected ${expected}, got ${got ?? 'nothing'}`;
  return [
    `    ${outcome}`,
    `      at ${file}:${line}:${column}`,
    ...given.map((each) => `      given ${each}`),
    ...working.map((each) => `      ${each}`),
  ];
}
