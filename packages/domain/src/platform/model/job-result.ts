import type { RuleReport } from './rule-report.js';

/** What came of a job that runs by the calendar. */
export interface JobResult {
  /** What it made or looked at: a backup. Null where that goes without saying. */
  readonly subject: string | null;
  /** The rules that what it looked at breaks: none when all is well. */
  readonly broken: readonly RuleReport[];
}

/** The result of having looked at all rules. */
export function resultOf(reports: readonly RuleReport[], subject: string | null = null): JobResult {
  return { subject, broken: reports.filter(({ violations }) => violations > 0) };
}
