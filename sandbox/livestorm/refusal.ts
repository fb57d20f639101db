// How Livestorm says no: a status and the error document of section 3.3.

const WORDS: Record<number, [title: string, status: string]> = {
  400: ['Bad request', 'bad_request'],
  401: ['Unauthorized', 'unauthorized'],
  402: ['Payment required', 'payment_required'],
  403: ['Forbidden', 'forbidden'],
  404: ['Not found', 'not_found'],
  409: ['Conflict', 'conflict'],
  422: ['Unprocessable entity', 'unprocessable_entity'],
  429: ['Too many requests', 'too_many_requests'],
  500: ['Internal server error', 'internal_server_error'],
};

export class Refusal extends Error {
  readonly status: number;
  readonly headers: Record<string, string>;

  constructor(status: number, detail: string, headers: Record<string, string> = {}) {
    super(detail);
    this.status = status;
    this.headers = headers;
  }

  get title(): string {
    return WORDS[this.status]?.[0] ?? 'Error';
  }

  get body() {
    const status = WORDS[this.status]?.[1] ?? 'error';
    return { errors: [{ title: this.title, detail: this.message, code: String(this.status), status }] };
  }
}

/** The value, or a 404 that names what was looked for. */
export function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Refusal(404, `${what} not found`);
  return value;
}
