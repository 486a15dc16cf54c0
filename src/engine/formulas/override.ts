import { flat } from './flat.js';
import type { Formula } from './formula.js';

/** A manager's part of what others were credited: a flat rate on a measure of rollup credits. */
export const override: Formula = { ...flat, name: 'override' };
