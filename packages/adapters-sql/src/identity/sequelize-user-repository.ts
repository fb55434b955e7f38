import {
  AlreadyExists,
  EmailTaken,
  PhoneTaken,
  StaleVersion,
  User,
  UserNotFound,
  UsernameTaken,
  UserRepository,
  type UserId,
  type UserState,
  type Within,
} from '@2krika/domain';
import { Table } from '../mapping/table.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Refusals } from '../unit-of-work/statement.js';

const USERS = new Table<UserState>('users', {
  id: 'id',
  fullName: 'full_name',
  username: 'username',
  email: 'email',
  passwordHash: 'password_hash',
  isActive: 'is_active',
  emailVerifiedAt: 'email_verified_at',
  phone: 'phone_e164',
  phoneVerifiedAt: 'phone_verified_at',
  country: 'country',
  locale: 'locale',
  timezone: 'timezone',
  bio: 'bio',
  avatarUploadId: 'avatar_upload_id',
  kycStatus: 'kyc_status',
  kycLevel: 'kyc_level',
  sellerLevel: 'seller_level',
  awayFrom: 'away_from',
  awayUntil: 'away_until',
  awayMessage: 'away_message',
  suspendedAt: 'suspended_at',
  suspensionReason: 'suspension_reason',
  bannedAt: 'banned_at',
  deactivatedAt: 'deactivated_at',
  anonymizedAt: 'anonymized_at',
  lastLoginAt: 'last_login_at',
  deletedAt: 'deleted_at',
  version: 'version',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
});

const FIND = USERS.select('find', 'WHERE id = $1 AND deleted_at IS NULL');
const LOCK = USERS.select('lock', 'WHERE id = $1 AND deleted_at IS NULL FOR NO KEY UPDATE');
const LOCK_EVEN_DELETED = USERS.select('lock_even_deleted', 'WHERE id = $1 FOR NO KEY UPDATE');
const FIND_BY_LOGIN = USERS.select(
  'find_by_login',
  'WHERE (email = $1 OR username = $1) AND deleted_at IS NULL',
);

const REFUSALS: Refusals = {
  users_pkey: () => new AlreadyExists('user'),
  users_email_key: () => new EmailTaken(),
  users_username_key: () => new UsernameTaken(),
  users_phone_e164_key: () => new PhoneTaken(),
};

export class SequelizeUserRepository extends UserRepository {
  constructor(private readonly store: SqlStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async add(user: User, within?: Within) {
    await this.store.session(within).execute(USERS.insert, USERS.values(user.snapshot()), REFUSALS);
  }

  async save(user: User, within?: Within) {
    const stale = () => new StaleVersion('user', user.id);
    const values = USERS.values(user.snapshot());
    await this.store.session(within).executeExactly(1, USERS.update, values, stale, REFUSALS);
    user.saved();
  }

  async find(id: UserId, within?: Within) {
    return userOf(await this.store.session(within).row(FIND, [id]));
  }

  async getForUpdate(id: UserId, within?: Within) {
    const user = userOf(await this.store.session(within).rowForUpdate(LOCK, [id]));
    if (!user) throw new UserNotFound(id);
    return user;
  }

  async getEvenDeletedForUpdate(id: UserId, within?: Within) {
    const user = userOf(await this.store.session(within).rowForUpdate(LOCK_EVEN_DELETED, [id]));
    if (!user) throw new UserNotFound(id);
    return user;
  }

  async findByLogin(login: string, within?: Within) {
    return userOf(await this.store.session(within).row(FIND_BY_LOGIN, [login]));
  }
}

function userOf(row: unknown[] | null): User | null {
  return row && User.rehydrate(USERS.read(row));
}
