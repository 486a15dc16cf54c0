import { TOOL, runNode } from './lib/run.mjs';

// The count is a ratchet: it rises freely and falls only with a reason, which is committed with it.
const because = process.argv[2] === '--lower' ? (process.argv[3] ?? '') : '';
const env = { KICKER_COUNT_TESTS: '1', KICKER_LOWER_BECAUSE: because };
const args = ['--selectProjects', 'pure', '--testPathPatterns', 'test/house/assertions'];
const { code } = await runNode([...TOOL.jest, ...args], { show: true, env });
process.exitCode = code;
