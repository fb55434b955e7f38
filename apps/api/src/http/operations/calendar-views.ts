import type { BackupManifest, RememberedRun } from '@2krika/domain';
import { IsInt, Min } from 'class-validator';
import { Instant, ListOf, Nullable, PagesOf, Text, TextList } from '../server/index.js';

class BrokenRuleView {
  @Text({ max: 100 })
  rule!: string;

  /** How many things break it. */
  @IsInt()
  @Min(1)
  violations!: number;

  /** Some of them. */
  @TextList({ items: 5, max: 1_000 })
  examples!: readonly string[];
}

class JobRunView {
  @Text({ max: 100 })
  job!: string;

  /** When it was due. */
  @Instant()
  scheduledFor!: string;

  /** How often it was begun. */
  @IsInt()
  @Min(1)
  attempts!: number;

  /** Null until it is done. */
  @Nullable()
  @Instant()
  finishedAt!: string | null;

  /** Why it failed the last time; null once it is done. */
  @Nullable()
  @Text({ max: 100_000 })
  error!: string | null;

  /** The backup it made or restored; null for a job that has none. */
  @Nullable()
  @Text({ max: 100 })
  subject!: string | null;

  /** What it found broken; null until it is done. */
  @Nullable()
  @ListOf(() => BrokenRuleView)
  broken!: readonly BrokenRuleView[] | null;
}

export const JobRunPages = PagesOf(JobRunView);

class BackupView {
  @Text({ max: 100 })
  id!: string;

  @Text({ max: 100 })
  environment!: string;

  @Instant()
  startedAt!: string;

  @Instant()
  finishedAt!: string;

  /** Of all its files. */
  @IsInt()
  @Min(0)
  bytes!: number;
}

/** Whole: as many as are kept, a few dozen at most. */
export class BackupsView {
  @ListOf(() => BackupView)
  results!: readonly BackupView[];
}

export function toJobRunView({ scheduledFor, finishedAt, result, ...run }: RememberedRun): JobRunView {
  return {
    ...run,
    scheduledFor: scheduledFor.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    subject: result?.subject ?? null,
    broken: result?.broken ?? null,
  };
}

export function toBackupView({ id, environment, startedAt, finishedAt, files }: BackupManifest): BackupView {
  return {
    id,
    environment,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt.toISOString(),
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
