import { IdGenerator } from '@2krika/domain';
import { v7 } from 'uuid';

/** UUIDv7 (RFC 9562). */
export class UuidGenerator extends IdGenerator {
  generate(): string {
    return v7();
  }
}
