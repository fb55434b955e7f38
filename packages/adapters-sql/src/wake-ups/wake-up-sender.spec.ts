import { until } from '@2krika/domain/testing';
import type { QueryArrayResult } from 'pg';
import { SqlSession } from '../unit-of-work/sql-session.js';
import { WakeUpSender } from './wake-up-sender.js';

const NOTHING: QueryArrayResult = { rows: [], fields: [], rowCount: 0, oid: 0, command: 'SELECT' };

describe('WakeUpSender', () => {
  /** A database that answers when it is told to. */
  function setUp() {
    const answers: ((outcome: 'heard' | 'lost') => void)[] = [];
    const session = new SqlSession(
      (): Promise<QueryArrayResult<never>> =>
        new Promise((resolve, reject) => {
          answers.push((outcome) => {
            if (outcome === 'heard') resolve({ ...NOTHING, rows: [] });
            else reject(new Error('The connection is lost.'));
          });
        }),
    );
    return { answers, sender: new WakeUpSender({ session: () => session }) };
  }

  it('has one wake-up on its way and remembers one more, however much work is made', async () => {
    const { answers, sender } = setUp();
    for (let count = 0; count < 50; count += 1) sender.send();
    expect(answers).toHaveLength(1);
    answers[0]?.('heard');
    // The next one waits for a moment, so that whatever is made in it goes with it.
    await new Promise(setImmediate);
    expect(answers).toHaveLength(1);
    await until(() => answers.length === 2);
    answers[1]?.('heard');
    await new Promise(setImmediate);
    expect(answers).toHaveLength(2);
  });

  it('goes on after one that was lost', async () => {
    const { answers, sender } = setUp();
    sender.send();
    answers[0]?.('lost');
    await new Promise(setImmediate);
    sender.send();
    await until(() => answers.length === 2);
    answers[1]?.('heard');
  });
});
