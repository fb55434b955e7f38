export { FileJournal } from './journal/file-journal.js';
export { Journal, JournalCorrupt } from './journal/journal.js';
export { MemoryJournal } from './journal/memory-journal.js';
export { CHANNELS, type Channel } from './operator/channel.js';
export { SCENARIOS, type Scenario } from './operator/scenario.js';
export {
  createSandboxProvider,
  type SandboxProvider,
  type SandboxProviderOptions,
} from './sandbox-provider.js';
export { SIGNATURE_HEADER, TIMESTAMP_HEADER, webhookSignature } from './webhooks/webhook-signature.js';
