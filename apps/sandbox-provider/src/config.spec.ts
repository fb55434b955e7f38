import { explainStartFault, readConfig } from './config.js';

const SET = {
  SANDBOX_DATA_FOLDER: '/var/lib/sandbox',
  SANDBOX_API_KEY: 'sixteen-letters!',
  SANDBOX_WEBHOOK_SECRET: 'sixteen-letters?',
};

describe('the configuration', () => {
  it('has a default for everything but the folder and the secrets', () => {
    expect(readConfig(SET)).toEqual({
      dataFolder: '/var/lib/sandbox',
      options: {
        apiKey: 'sixteen-letters!',
        webhookSecret: 'sixteen-letters?',
        host: '127.0.0.1',
        port: 4100,
        delayMs: 300,
        slowMs: 10_000,
        feeBps: 0,
        startingFloat: 10_000_000,
      },
    });
  });

  it('reads every variable', () => {
    const env = {
      ...SET,
      SANDBOX_HOST: '0.0.0.0',
      SANDBOX_PORT: '0',
      SANDBOX_DELAY_MS: '1',
      SANDBOX_SLOW_MS: '2',
      SANDBOX_FEE_BPS: '3',
      SANDBOX_STARTING_FLOAT: '4',
    };
    expect(readConfig(env)).toMatchObject({
      options: { host: '0.0.0.0', port: 0, delayMs: 1, slowMs: 2, feeBps: 3, startingFloat: 4 },
    });
  });

  it('names every fault at once', () => {
    const faults = [
      expect.stringContaining('SANDBOX_DATA_FOLDER'),
      expect.stringContaining('SANDBOX_API_KEY'),
      expect.stringContaining('SANDBOX_WEBHOOK_SECRET'),
      expect.stringContaining('SANDBOX_PORT'),
    ];
    const env = { SANDBOX_API_KEY: 'fifteen-letters', SANDBOX_PORT: 'http' };
    expect(readConfig(env)).toEqual({ faults });
  });

  it.each(['', '-1', '1.5', '0x10', ' 1', '1e3', '65536', '99999999999999999999'])(
    'refuses the port %j',
    (port) => {
      expect(readConfig({ ...SET, SANDBOX_PORT: port })).toEqual({
        faults: [`SANDBOX_PORT is a whole number from 0 to 65535, not "${port}".`],
      });
    },
  );
});

describe('a start that failed', () => {
  const config = { dataFolder: '/data', options: { apiKey: 'k', webhookSecret: 's', port: 4100 } };
  const fault = (code: string) => Object.assign(new Error('details'), { code });

  it.each([
    [fault('EADDRINUSE'), 'Port 4100 is taken: set SANDBOX_PORT to a free one.'],
    [fault('EACCES'), '/data is not a folder this process can write to: set SANDBOX_DATA_FOLDER to one.'],
    [fault('ENOSPC'), 'details'],
    ['torn', 'torn'],
  ])('is told in one line: %s', (error, line) => {
    expect(explainStartFault(error, config)).toBe(line);
  });
});
