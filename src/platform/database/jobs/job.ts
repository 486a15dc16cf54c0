/** How far long work is. */
export interface Progress {
  /** What is being done, such as `read`. */
  readonly step: string;
  readonly done: number;
  /** 0 while the whole is not known. */
  readonly of: number;
}

/** Why a job failed, in words. */
export interface JobFault {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** Long work that somebody asked for. */
export interface Job extends Progress {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly actor: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** What came of it, by kind; null until it is done. */
  readonly outcome: unknown;
  readonly fault: JobFault | null;
}
