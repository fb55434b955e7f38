import { another, change, copy, NEW, set, type Attempts } from './attempt.js';

const EXISTING = copy();

export const PLATFORM_ATTEMPTS: Attempts = {
  audit_logs: {
    audit_logs_pkey: EXISTING,
    audit_logs_actor_kind_check: another({ actor_kind: `'robot'` }),
    audit_logs_are_kept: change('audit_logs', 'reason'),
  },
  deadlines: {
    deadlines_pkey: EXISTING,
    deadlines_armed_key: another(),
    deadlines_attempts_check: another({ attempts: '-1' }),
    deadlines_state_check: another({ state: `'lost'` }),
  },
  development_clock: {
    development_clock_pkey: EXISTING,
    development_clock_offset_ms_check: copy({ offset_ms: '-1' }),
    development_clock_only_row_check: copy({ only_row: 'false' }),
  },
  development_processes: { development_processes_pkey: EXISTING },
  fee_rules: {
    fee_rules_pkey: copy({ scope_id: `'other'` }),
    fee_rules_component_check: another({ component: `'tip'` }),
    fee_rules_currency_check: another({ currency: `'EUR'` }),
    fee_rules_end_after_they_begin: another({ valid_to: 'valid_from' }),
    fee_rules_fixed_amount_check: another({ fixed_amount: '-1' }),
    fee_rules_limits_fit: another({ min_amount: '2', max_amount: '1' }),
    fee_rules_max_amount_check: another({ max_amount: '-1' }),
    fee_rules_min_amount_check: another({ min_amount: '-1' }),
    fee_rules_never_overlap: another({ valid_from: `valid_from + interval '1 day'` }),
    fee_rules_percent_bps_check: [another({ percent_bps: '-1' }), another({ percent_bps: '10001' })],
    fee_rules_scope_fits: [another({ scope_id: 'NULL' }), another({ scope_type: `'default'` })],
    fee_rules_scope_type_check: another({ scope_type: `'shop'` }),
  },
  idempotency_keys: {
    idempotency_keys_pkey: EXISTING,
    idempotency_keys_key_check: [copy({ key: `''` }), copy({ key: `repeat('x', 256)` })],
  },
  job_runs: { job_runs_pkey: EXISTING, job_runs_attempts_check: set('attempts = 0') },
  outbox_events: {
    outbox_events_pkey: EXISTING,
    outbox_events_attempts_check: set('attempts = -1'),
    outbox_events_check: set('published_at = now(), dead_at = now()'),
  },
  payment_channels: {
    payment_channels_pkey: EXISTING,
    payment_channels_currency_check: copy({ currency: `'EUR'` }),
    payment_channels_direction_check: copy({ direction: `'up'` }),
    payment_channels_health_check: copy({ health: `'ill'` }),
    payment_channels_limits_fit: copy({ max_amount: 'min_amount - 1' }),
    payment_channels_min_amount_check: copy({ min_amount: '0' }),
    payment_channels_step_check: copy({ step: '0' }),
  },
  platform_settings: { platform_settings_pkey: EXISTING },
  processed_events: {
    processed_events_pkey: EXISTING,
    processed_events_event_id_fkey: copy({ event_id: NEW }),
  },
  slow_queries: {
    slow_queries_pkey: EXISTING,
    slow_queries_buckets_check: set('buckets = buckets[1:64]'),
    slow_queries_calls_check: set('calls = 0'),
    slow_queries_check: set(`last_seen_at = first_seen_at - interval '1 second'`),
    slow_queries_fingerprint_check: set(`fingerprint = 'none'`),
    slow_queries_store_check: set(`store = 'redis'`),
  },
  webhook_events: {
    webhook_events_pkey: copy({ event_key: `'other'` }),
    webhook_events_event_key_key: another(),
    webhook_events_attempts_check: set('attempts = -1'),
    webhook_events_end_fits: [set('finished_at = now()'), set(`state = 'processed'`)],
    webhook_events_state_check: set(`state = 'lost', finished_at = now()`),
    webhook_events_subject_check: set(`subject = 'order'`),
  },
};
