import { Transactional, type Within } from '../../kernel/index.js';
import type { SettingKey, SettingValues } from '../model/settings.js';

/** The settings in force: what was decided, else the default. */
export abstract class Settings extends Transactional {
  abstract get<Key extends SettingKey>(key: Key, within?: Within): Promise<SettingValues[Key]>;

  abstract set<Key extends SettingKey>(
    key: Key,
    value: SettingValues[Key],
    now: Date,
    within?: Within,
  ): Promise<void>;
}
