/** What an answer's errors say. */
export interface ApiError {
  readonly message: string;
  readonly extensions: { readonly code: string };
}

interface Connection {
  readonly nodes: readonly unknown[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

/** The API of the served application, asked as one user. */
export class AcceptanceApi {
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  /** The data, or null where something was refused, and what was. */
  async answer<T>(
    query: string,
    variables: object = {},
  ): Promise<{ readonly data: T | null; readonly errors: readonly ApiError[] }> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const { data = null, errors = [] } = (await response.json()) as { data?: T; errors?: ApiError[] };
    return { data, errors };
  }

  /** The data; anything refused ends the run. */
  async ask<T>(query: string, variables: object = {}): Promise<T> {
    const { data, errors } = await this.answer<T>(query, variables);
    if (data === null || errors.length > 0)
      throw new Error(`the API refused: ${errors.map(({ message }) => message).join('; ')}`);
    return data;
  }

  /** All nodes of a list, page by page; `query` takes `$after` and names its list `page`. */
  async all<T>(query: string, variables: object = {}): Promise<T[]> {
    const nodes: unknown[] = [];
    for (let after: string | null = null; ;) {
      const { page }: { page: Connection } = await this.ask(query, { ...variables, after });
      nodes.push(...page.nodes);
      if (!page.pageInfo.hasNextPage) return nodes as T[];
      after = page.pageInfo.endCursor;
    }
  }
}
