import { DomainError } from '../../kernel/index.js';

/** There are bytes under this path already. */
export class FileExists extends DomainError {
  readonly code = 'file.exists';
  readonly kind = 'conflict';

  constructor(path: string) {
    super('There is a file under this path already.', { path });
  }
}

/** More bytes arrived than were allowed; none of them is kept. */
export class FileTooLarge extends DomainError {
  readonly code = 'file.too_large';
  readonly kind = 'rule_violation';

  constructor(maxBytes: number) {
    super(`More than the ${maxBytes} bytes allowed arrived.`, { maxBytes });
  }
}
