import { QueryNotExplainable, QueryPlans } from '@2krika/domain';

/** Plans what finds something, and remembers what it was asked. */
export class FakeQueryPlans extends QueryPlans {
  readonly explained: string[] = [];

  async explain(text: string) {
    if (!text.startsWith('find ')) throw new QueryNotExplainable();
    this.explained.push(text);
    return [`Scan for ${text}`];
  }
}
