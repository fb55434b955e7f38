import type { SandboxProviderOptions } from './sandbox-provider.js';

export interface Config {
  readonly options: SandboxProviderOptions & { readonly port: number };
  readonly dataFolder: string;
}

const MIN_SECRET_LENGTH = 16;

/** The settings of the process, or every fault in them, one line each. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
): Config | { readonly faults: readonly string[] } {
  const faults: string[] = [];

  const text = (name: string, minLength: number, fallback = ''): string => {
    const value = env[name] ?? fallback;
    if (value.length < minLength) faults.push(`${name} needs at least ${minLength} character(s).`);
    return value;
  };
  const whole = (name: string, fallback: number, max: number): number => {
    const value = env[name] ?? String(fallback);
    const number = /^\d{1,16}$/.test(value) ? Number(value) : NaN;
    if (!(number <= max)) faults.push(`${name} is a whole number from 0 to ${max}, not "${value}".`);
    return number;
  };

  const dataFolder = text('SANDBOX_DATA_FOLDER', 1);
  const options = {
    apiKey: text('SANDBOX_API_KEY', MIN_SECRET_LENGTH),
    webhookSecret: text('SANDBOX_WEBHOOK_SECRET', MIN_SECRET_LENGTH),
    host: text('SANDBOX_HOST', 1, '127.0.0.1'),
    port: whole('SANDBOX_PORT', 4100, 65_535),
    delayMs: whole('SANDBOX_DELAY_MS', 300, 3_600_000),
    slowMs: whole('SANDBOX_SLOW_MS', 10_000, 3_600_000),
    feeBps: whole('SANDBOX_FEE_BPS', 0, 10_000),
    startingFloat: whole('SANDBOX_STARTING_FLOAT', 10_000_000, 1_000_000_000_000),
  };
  return faults.length > 0 ? { faults } : { options, dataFolder };
}

/** Why the process did not start, in one line that says what to do. */
export function explainStartFault(error: unknown, { options, dataFolder }: Config): string {
  if (!(error instanceof Error)) return String(error);
  switch ('code' in error ? error.code : undefined) {
    case 'EADDRINUSE':
      return `Port ${options.port} is taken: set SANDBOX_PORT to a free one.`;
    case 'EACCES':
    case 'EEXIST':
    case 'ENOTDIR':
    case 'EROFS':
      return `${dataFolder} is not a folder this process can write to: set SANDBOX_DATA_FOLDER to one.`;
    default:
      return error.message;
  }
}
