import { Settings, SETTING_DEFAULTS, type SettingKey, type SettingValues, type Within } from '@2krika/domain';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Statement } from '../unit-of-work/statement.js';

const FIND = { name: 'platform_settings_find', text: 'SELECT value FROM platform_settings WHERE key = $1' };

const SET: Statement = {
  name: 'platform_settings_set',
  text: `INSERT INTO platform_settings (key, value, created_at, updated_at) VALUES ($1, $2, $3, $3)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
};

export class SequelizeSettings extends Settings {
  constructor(private readonly store: SqlStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async get<Key extends SettingKey>(key: Key, within?: Within): Promise<SettingValues[Key]> {
    const find: Statement<[value: SettingValues[Key]]> = FIND;
    const row = await this.store.session(within).row(find, [key]);
    return row ? row[0] : SETTING_DEFAULTS[key];
  }

  async set<Key extends SettingKey>(key: Key, value: SettingValues[Key], now: Date, within?: Within) {
    await this.store.session(within).execute(SET, [key, JSON.stringify(value), now]);
  }
}
