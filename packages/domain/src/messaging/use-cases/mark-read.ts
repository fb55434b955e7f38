import { READ, moveMark, type MarkPorts, type MoveMarkInput } from './move-mark.js';

/** Notes that the actor saw the chat up to a message. A mark that is further already stays. */
export class MarkRead {
  constructor(private readonly ports: MarkPorts) {}

  /** @throws ChatNotFound; MarkAheadOfChat; Unavailable */
  execute(input: MoveMarkInput): Promise<void> {
    return moveMark(this.ports, READ, input);
  }
}
