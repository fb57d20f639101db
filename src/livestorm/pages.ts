// Livestorm's pages: counted from 0, at most 50 a page, `meta.next_page` null at the end (livestorm-api.md 3.1).
import type { z } from 'zod';
import { LivestormError } from '../errors.ts';
import type { Request, Send } from './http.ts';
import { type Page, page } from './resource.ts';

const PAGE_SIZE = 50;

/** A row that moves on while a list is read moves by a page or two: so many ids are remembered, not all of them. */
const REMEMBERED = 1_000;

/** A page's rows, and where the list goes on: null at its end. `pages` and `count` are of all of it, null when Livestorm does not say. */
export interface Rows<T> {
  rows: T[];
  next: number | null;
  pages: number | null;
  count: number | null;
}

/** The resources of all pages, each once. A page is asked for when its first resource is needed. */
export async function* list<S extends z.ZodType<{ id: string }>>(
  send: Send,
  request: Request,
  resource: S,
): AsyncGenerator<z.output<S>> {
  const schema: z.ZodType<Page & { data: z.output<S>[] }> = page(resource, {});
  for await (const { data } of pages(send, request, schema)) yield* data;
}

/** Whole pages from the page `first` on, for documents that also hold side-loaded resources, and for who reads on later. */
export async function* pages<P extends Page>(
  send: Send,
  request: Request,
  schema: z.ZodType<P>,
  first = 0,
): AsyncGenerator<P> {
  const seen = new Set<string>();
  let pageCount = 0;

  async function read(number: number): Promise<P> {
    const query = { ...request.query, 'page[number]': String(number), 'page[size]': String(PAGE_SIZE) };
    const document = await send({ ...request, query }, schema);
    pageCount = document.meta.pages ?? pageCount;
    // A row that moved to a later page while we read comes twice.
    const data = document.data.filter(({ id }) => !seen.has(id) && seen.add(id));
    for (const id of seen)
      if (seen.size > REMEMBERED) seen.delete(id);
      else break;
    return { ...document, data };
  }

  /** A page that does not exist is a 400 (Q4): the end, if the page count says so or has shrunk meanwhile. */
  async function readOn(number: number): Promise<P | null> {
    try {
      return await read(number);
    } catch (error) {
      if (number === 0 || !isBadRequest(error)) throw error;
      if (number >= pageCount) return null;
      const before = await read(number - 1);
      if (before.meta.next !== null) throw error;
      return before;
    }
  }

  for (let number: number | null = first; number !== null; ) {
    const document = await readOn(number);
    if (document === null) return;
    yield document;
    const { next } = document.meta;
    number = next !== null && next > number ? next : null;
  }
}

const isBadRequest = (error: unknown) =>
  error instanceof LivestormError && error.problem.code === 'livestorm_rejected' && error.problem.status === 400;
