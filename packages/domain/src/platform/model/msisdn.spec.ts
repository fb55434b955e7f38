import { InvalidMsisdn, maskMsisdn, normalizeMsisdn } from './msisdn.js';

describe('normalizeMsisdn', () => {
  it.each([
    ['+237670000001', '+237670000001'],
    [' +237 6 70-00.00 01 ', '+237670000001'],
    ['+22501020304', '+22501020304'],
    ['+123456789012345', '+123456789012345'],
    ['+12345678', '+12345678'],
  ])('writes %j in international form', (text, msisdn) => {
    expect(normalizeMsisdn(text)).toBe(msisdn);
  });

  it.each([
    '',
    '670000001',
    '237670000001',
    '00237670000001',
    '+037670000001',
    '+1234567',
    '+1234567890123456',
    '+23767000000a',
    '+237(670)000001',
    '++237670000001',
  ])('refuses %j', (text) => {
    expect(() => normalizeMsisdn(text)).toThrow(InvalidMsisdn);
  });
});

describe('maskMsisdn', () => {
  it('shows the country and the last two digits', () => {
    expect(maskMsisdn('+237670000001')).toBe('+237•••••••01');
  });

  it('hides at least two digits of the shortest number', () => {
    expect(maskMsisdn('+12345678')).toBe('+123•••78');
  });
});
