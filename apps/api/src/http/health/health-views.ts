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

export class ReadinessView {
  @IsIn(['ok', 'failing', 'closing'])
  status!: 'ok' | 'failing' | 'closing';

  @ListOf(() => CheckView)
  checks!: readonly CheckView[];
}
