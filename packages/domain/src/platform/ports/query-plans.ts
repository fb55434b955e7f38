/** How the store of records would go about a query. */
export abstract class QueryPlans {
  /**
   * Has it planned for values nobody names, and never run.
   * @param text one query as it was counted, never what somebody sent
   * @returns the lines of the plan
   * @throws QueryNotExplainable
   */
  abstract explain(text: string): Promise<readonly string[]>;
}
