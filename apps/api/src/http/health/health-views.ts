import { IsBoolean, IsIn, IsInt, Min } from 'class-validator';
import { ListOf, Text } from '../server/validation/index.js';

export class LivenessView {
  @IsIn(['ok'])
  status!: 'ok';
}

export class CheckView {
  @Text({ max: 50 })
  name!: string;

  @IsBoolean()
  ok!: boolean;

  @IsInt()
  @Min(0)
  ms!: number;
}

/** Connections of a pool to PostgreSQL. */
export class PoolView {
  @Text({ max: 50 })
  name!: string;

  @IsInt()
  @Min(1)
  max!: number;

  @IsInt()
  @Min(0)
  inUse!: number;

  @IsInt()
  @Min(0)
  idle!: number;

  /** Callers that wait for one. */
  @IsInt()
  @Min(0)
  waiting!: number;
}

export class ReadinessView {
  @IsIn(['ok', 'failing', 'closing'])
  status!: 'ok' | 'failing' | 'closing';

  @ListOf(() => CheckView)
  checks!: readonly CheckView[];

  @ListOf(() => PoolView)
  pools!: readonly PoolView[];
}
