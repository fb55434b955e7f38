import { SETTING_DEFAULTS, Settings, type SettingKey, type SettingValues, type Within } from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';

interface SettingRow {
  readonly key: SettingKey;
  /** The value under its key, so that it has the type of its key. */
  readonly decided: Partial<SettingValues>;
}

const settings = new InMemoryTable<SettingRow>({ name: 'setting', key: ({ key }) => key });

const NOTHING: Partial<SettingValues> = {};

export class InMemorySettings extends Settings {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async get<Key extends SettingKey>(key: Key, within?: Within): Promise<SettingValues[Key]> {
    const row = await this.store.session(within).find(settings, key);
    return row?.decided[key] ?? SETTING_DEFAULTS[key];
  }

  async set<Key extends SettingKey>(key: Key, value: SettingValues[Key], _now: Date, within?: Within) {
    const session = this.store.session(within);
    const row = { key, decided: { ...NOTHING, [key]: value } };
    if (!(await session.insertIfAbsent(settings, row))) await session.change(settings, key, () => row);
  }
}
