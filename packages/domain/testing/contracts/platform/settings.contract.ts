import { SETTING_DEFAULTS, type SettingKey, type Settings, type UnitOfWork } from '@2krika/domain';
import { race } from '../../concurrency.js';
import { TEST_EPOCH } from '../../factories/unique.js';
import { Undo, type Open } from '../open.js';

export interface SettingsPorts {
  readonly settings: Settings;
  readonly unitOfWork: UnitOfWork<{ settings: Settings }>;
}

const KEYS = Object.keys(SETTING_DEFAULTS) as SettingKey[];

/** Settings have no owner to tell them apart, so each test works on one that no other test touches. */
export function settingsContract(open: Open<SettingsPorts>): void {
  describe('Settings', () => {
    let settings: Settings;
    let unitOfWork: SettingsPorts['unitOfWork'];

    beforeEach(async () => {
      ({ settings, unitOfWork } = await open());
    });

    it.each(
      KEYS.filter(
        (key) => key !== 'services.auto_approve' && !key.startsWith('orders.') && key !== 'clearing.days',
      ),
    )('answers the default of %s until somebody decides', async (key) => {
      expect(await settings.get(key)).toEqual(SETTING_DEFAULTS[key]);
    });

    it('answers what was decided last', async () => {
      await settings.set('services.auto_approve', false, TEST_EPOCH);
      expect(await settings.get('services.auto_approve')).toBe(false);
      await settings.set('services.auto_approve', true, TEST_EPOCH);
      expect(await settings.get('services.auto_approve')).toBe(true);
    });

    it('keeps values of any shape', async () => {
      const days = { new: 21, level_1: 14, level_2: 10, top: 3 };
      await settings.set('clearing.days', days, TEST_EPOCH);
      expect(await settings.get('clearing.days')).toEqual(days);
    });

    it('keeps nothing of a transaction that rolled back', async () => {
      const work = unitOfWork.run(async (scope) => {
        await scope.settings.set('orders.review_hours', 1, TEST_EPOCH);
        expect(await scope.settings.get('orders.review_hours')).toBe(1);
        throw new Undo();
      });
      await expect(work).rejects.toThrow(Undo);
      expect(await settings.get('orders.review_hours')).toBe(SETTING_DEFAULTS['orders.review_hours']);
    });

    it('takes twenty decisions at once, and holds one of them', async () => {
      const { lost } = await race(20, (hours) => settings.set('orders.very_late_hours', hours, TEST_EPOCH));
      expect(lost).toEqual([]);
      expect(await settings.get('orders.very_late_hours')).toBeLessThan(20);
    });
  });
}
