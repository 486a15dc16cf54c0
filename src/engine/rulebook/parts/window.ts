import type { Condition } from './condition.js';
import { SUBJECT_FACTS } from './decision.js';

/** How long something lasts. Business days are Monday to Friday. */
export interface Length {
  readonly count: number;
  readonly of: 'days' | 'months' | 'business-days';
}

/** What a window is about: the first part of the fact that starts it. */
export const WINDOW_SUBJECTS = [...SUBJECT_FACTS, 'account', 'booking'] as const;

/** A time that starts with something, such as a holdover with a transfer; conditions read `window.<id>`. */
export interface PolicyWindow {
  readonly id: string;
  readonly of: (typeof WINDOW_SUBJECTS)[number];
  /** The name of a date: the first day that is in. */
  readonly starts: string;
  readonly lasts: Length;
  /** What must hold for there to be a window at all, and what must not. */
  readonly criteria: Condition | null;
  readonly unless: Condition | null;
  /** By how much it becomes longer where that was granted, and asked for in time; null for never. */
  readonly extend: WindowExtension | null;
}

/** How a window becomes longer, once: so much from its own end on. */
export interface WindowExtension {
  readonly by: Length;
  readonly granted: Condition;
  /** The name of the date on which it was asked for, and how long after the start that may be. */
  readonly asked: { readonly on: string; readonly within: Length } | null;
}

/** What `window.<id>` is: before its first day, without one or without its criteria there is none. */
export const WINDOW_STATES = ['open', 'closed', 'none'] as const;
/** One of them: how a window stands on the day of the decision. */
export type WindowState = (typeof WINDOW_STATES)[number];
