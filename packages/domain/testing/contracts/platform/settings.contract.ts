import {
  SETTING_DEFAULTS,
  type SettingKey,
  type Settings,
  type SettingValues,
  type UnitOfWork,
} from '@2krika/domain';
import { race } from '../../concurrency.js';
import { TEST_EPOCH } from '../../factories/unique.js';
import { Undo, type Open } from '../open.js';

export interface SettingsPorts {
  readonly settings: Settings;
  readonly unitOfWork: UnitOfWork<{ settings: Settings }>;
}

/** Nothing of it is a default. */
const DECIDED: SettingValues = {
  'services.auto_approve': false,
  'orders.payment_window_minutes': 15,
  'orders.review_hours': 48,
  'orders.very_late_hours': 0,
  'clearing.days': { new: 30, level_1: 10, level_2: 5, top: 0 },
  'withdrawals.required_kyc_level': 2,
  'withdrawals.require_verified_phone': true,
  'withdrawals.require_step_up': true,
  'withdrawals.cooldown_hours': 72,
  'withdrawals.auto_approve_up_to': { XAF: 0, XOF: 1_000_000 },
};

/** Kept for the race, so that no other test depends on whether it ran before. */
const RACED = 'orders.review_hours';

const KEYS = (Object.keys(DECIDED) as SettingKey[]).filter((key) => key !== RACED);

/** The suite decides every setting, so it runs on a store of its own. */
export function settingsContract(open: Open<SettingsPorts>): void {
  describe('Settings', () => {
    let ports: SettingsPorts;

    beforeEach(async () => {
      ports = await open();
    });

    const decide = (key: SettingKey) => ports.settings.set(key, DECIDED[key], TEST_EPOCH);

    it.each(KEYS)(
      'answers the default of %s until it is decided, then what was decided last',
      async (key) => {
        const { settings, unitOfWork } = ports;
        expect(await settings.get(key)).toEqual(SETTING_DEFAULTS[key]);
        const undone = unitOfWork.run(async (scope) => {
          await scope.settings.set(key, DECIDED[key], TEST_EPOCH);
          expect(await scope.settings.get(key)).toEqual(DECIDED[key]);
          throw new Undo();
        });
        await expect(undone).rejects.toThrow(Undo);
        expect(await settings.get(key)).toEqual(SETTING_DEFAULTS[key]);
        await decide(key);
        expect(await settings.get(key)).toEqual(DECIDED[key]);
        await settings.set(key, SETTING_DEFAULTS[key], TEST_EPOCH);
        expect(await settings.get(key)).toEqual(SETTING_DEFAULTS[key]);
      },
    );

    it('keeps one of twenty decisions made at once', async () => {
      const { lost } = await race(20, (racer) => ports.settings.set(RACED, 100 + racer, TEST_EPOCH));
      expect(lost).toEqual([]);
      const kept = await ports.settings.get(RACED);
      expect(kept).toBeGreaterThanOrEqual(100);
      expect(kept).toBeLessThan(120);
    });
  });
}
