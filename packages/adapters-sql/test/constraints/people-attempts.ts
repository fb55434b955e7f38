import { another, change, copy, NEW, removal, set, type Attempts } from './attempt.js';

const EXISTING = copy();

/** Of people and what they offer. */
export const PEOPLE_ATTEMPTS: Attempts = {
  users: {
    users_pkey: copy({ email: `'other@example.com'`, username: `'other'`, phone_e164: 'NULL' }),
    users_email_key: another({ username: `'other'`, phone_e164: 'NULL' }),
    users_username_key: another({ email: `'other@example.com'`, phone_e164: 'NULL' }),
    users_phone_e164_key: another(
      { email: `'other@example.com'`, username: `'other'` },
      'phone_e164 IS NOT NULL',
    ),
    users_check: set('email_verified_at = NULL', 'is_active'),
    users_email_check: set('email = upper(email)'),
    users_username_check: set('username = upper(username)'),
    users_kyc_level_check: set('kyc_level = -1'),
    users_kyc_status_check: set(`kyc_status = 'perhaps'`),
    users_locale_check: set(`locale = 'de'`),
    users_seller_level_check: set(`seller_level = 'king'`),
  },
  sessions: {
    sessions_pkey: copy({ refresh_hash: `'other'`, family_id: NEW }),
    sessions_refresh_hash_key: another({ family_id: NEW }),
    sessions_live_family_key: another({ refresh_hash: `'other'` }),
    sessions_check: [set('revoked_at = now()'), set(`revoke_reason = 'staff'`)],
    sessions_revoke_reason_check: set(`revoked_at = now(), revoke_reason = 'bored'`),
    sessions_user_id_fkey: set(`user_id = ${NEW}`),
  },
  one_time_tokens: {
    one_time_tokens_pkey: copy({ secret_hash: `'other'`, used_at: 'now()' }),
    one_time_tokens_secret_hash_key: another({ used_at: 'now()' }),
    one_time_tokens_live_key: another({ secret_hash: `'other'` }),
    one_time_tokens_purpose_check: set(`purpose = 'fun'`),
    one_time_tokens_user_id_fkey: set(`user_id = ${NEW}`),
  },
  permissions: { permissions_pkey: EXISTING, permissions_code_check: copy({ code: `'Everything'` }) },
  roles: { roles_pkey: EXISTING, roles_builtin_are_kept: { run: 'DELETE FROM roles WHERE is_builtin' } },
  role_permissions: {
    role_permissions_pkey: EXISTING,
    role_permissions_permission_code_fkey: copy({ permission_code: `'none:none'` }),
    role_permissions_role_code_fkey: copy({ role_code: `'none'` }),
  },
  user_roles: {
    user_roles_pkey: EXISTING,
    user_roles_granted_by_fkey: set(`granted_by = ${NEW}`),
    user_roles_role_code_fkey: copy({ role_code: `'none'` }),
    user_roles_user_id_fkey: copy({ user_id: NEW }),
  },
  uploads: {
    uploads_pkey: copy({ path: `'other'` }),
    uploads_path_key: another(),
    uploads_check: [set('deleted_at = now()'), set(`state = 'purged'`)],
    uploads_purpose_check: set(`purpose = 'fun'`),
    uploads_size_bytes_check: set('size_bytes = 0'),
    uploads_state_check: set(`state = 'lost'`),
    uploads_visibility_check: set(`visibility = 'secret'`),
    uploads_owner_id_fkey: set(`owner_id = ${NEW}`),
  },
  upload_links: { upload_links_pkey: EXISTING, upload_links_upload_id_fkey: copy({ upload_id: NEW }) },
  categories: {
    categories_pkey: copy({ slug: `'other'` }),
    categories_slug_key: another(),
    categories_check: [set('depth = 2', 'parent_id IS NULL'), set('depth = 1', 'parent_id IS NOT NULL')],
    categories_depth_check: set('depth = 4', 'parent_id IS NOT NULL'),
    categories_parent_id_fkey: set(`parent_id = ${NEW}`, 'parent_id IS NOT NULL'),
    categories_depth_fits: [
      set('depth = 3', 'parent_id IS NOT NULL'),
      // A circle.
      set(
        `depth = 2, parent_id = (SELECT c.id FROM categories c WHERE c.parent_id = categories.id)`,
        'depth = 1 AND EXISTS (SELECT FROM categories c WHERE c.parent_id = categories.id)',
      ),
    ],
  },
  // The conditions of these have suites of their own.
  identities: { identities_are_kept: removal('identities') },
  kyc_limits: { kyc_limits_are_kept: change('kyc_limits', 'level') },
  service_packages: {
    service_packages_pkey: copy({ tier: `'premium'`, price: 'price + 1' }, `tier = 'basic'`),
    service_packages_fit: {
      ...set('price = price + 1', `tier = 'basic'`),
      as: 'services_have_their_package',
    },
  },
  services: {
    services_keep_their_package: { ...set('delivery_days = 99'), as: 'services_have_their_package' },
    services_pkey: copy({ slug: `'other'` }),
    services_slug_key: another(),
    services_basic_price_check: set('basic_price = 0'),
    services_check: [set(`status = 'archived'`), set('deleted_at = now()')],
    services_check1: set('published_at = NULL', `status = 'active'`),
    services_counts_in_order: [set('completed_count = sales_count + 1'), set('completed_count = -1')],
    services_currency_check: set(`currency = 'EUR'`),
    services_delivery_days_check: set('delivery_days = 0'),
    services_revisions_included_check: set('revisions_included = -1'),
    services_status_check: set(`status = 'lost'`),
    services_category_id_fkey: set(`category_id = ${NEW}`),
    services_owner_id_fkey: set(`owner_id = ${NEW}`),
  },
  options: {
    options_pkey: EXISTING,
    options_max_quantity_check: set('max_quantity = 0'),
    options_price_check: set('price = 0'),
    options_service_id_fkey: set(`service_id = ${NEW}`),
  },
  service_media: {
    service_media_pkey: EXISTING,
    service_media_position_key: copy({
      upload_id: `(SELECT id FROM uploads WHERE purpose = 'message' LIMIT 1)`,
    }),
    service_media_service_id_fkey: copy({ service_id: NEW }),
    service_media_upload_id_fkey: copy({ upload_id: NEW, position: '99' }),
  },
  chats: {
    chats_pkey: copy({ order_id: NEW }),
    chats_order_id_key: another(),
    chats_activity_is_whole: [set('last_seq = 1'), set('last_message_at = now()')],
    chats_kind_check: set(`kind = 'party'`),
    chats_kind_fits: [set('order_id = NULL'), set(`kind = 'inquiry'`)],
    chats_last_seq_check: set(`last_seq = -1, last_message_at = now(), last_message_preview = 'x'`),
    chats_state_check: set(`state = 'lost'`),
    chats_created_by_fkey: set(`created_by = ${NEW}`),
    chats_order_id_fkey: set(`order_id = ${NEW}`),
    chats_service_id_fkey: set(`service_id = ${NEW}`),
  },
  chat_members: {
    chat_members_pkey: EXISTING,
    chat_members_role_check: set(`role = 'guest'`),
    chat_members_chat_id_fkey: copy({ chat_id: NEW }),
    chat_members_user_id_fkey: copy({ user_id: NEW }),
  },
};
