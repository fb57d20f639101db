// Each list of a session, heard for its digest: a function each, which begins with what is known of it.

import type { DigestPerson, Highlights } from './digest.ts';
import type { HeardMessage, HeardPerson, HeardQuestion, ListName } from './heard.ts';
import { type Found, listen } from './highlights.ts';
import { personName } from './person-name.ts';
import { type Known, type Needs, openList } from './read-pages.ts';
import type { Span } from './row-buffer.ts';

/** Beyond this a list is not read, and the digest says so: what one process holds, and a fifth of a month's calls. */
const MOST: Record<ListName, number> = { people: 10_000, questions: 2_000, chat: 100_000 };

/** Of which session, and what of the list needs no call. */
interface Of<T> {
  sessionId: string;
  endedAt: Date | null;
  since: Date | null;
  known?: Known<T>;
}

/** Who was there: of each the name, of all how long they stayed. */
export async function readPeople(deps: Needs, of: Of<HeardPerson>) {
  const names = new Map<string, DigestPerson>();
  let [stays, sum] = [0, 0];
  const hear = ({ id, name, team, registered, came, stay }: HeardPerson) => {
    names.set(id, { name, team });
    if (registered && came && stay !== null) [stays, sum] = [stays + 1, sum + stay];
  };
  const list = await openList(deps, { ...of, list: 'people', most: MOST.people, hear });
  return { list, names, stays: () => ({ averageStaySeconds: stays === 0 ? null : sum / stays, stayKnownFor: stays }) };
}

/** What was asked, whole. */
export async function readQuestions(deps: Needs, of: Of<HeardQuestion>) {
  const rows: HeardQuestion[] = [];
  const hear = (question: HeardQuestion) => void rows.push(question);
  return { rows, list: await openList(deps, { ...of, list: 'questions', most: MOST.questions, hear }) };
}

/** What was written: when, by how many, and what stood out. */
export async function readChat(deps: Needs, of: Of<HeardMessage>, offset: (at: number | null) => number) {
  const authors = new Set<string>();
  const listening = listen<HeardMessage>();
  const hear = (row: HeardMessage) => {
    if (row.authorId !== null) authors.add(row.authorId);
    listening.hear(row, offset(row.at));
  };
  const list = await openList(deps, { ...of, list: 'chat', most: MOST.chat, hear });

  async function highlights(named: Named): Promise<Highlights> {
    const quoting = listening.end();
    const wants = (span: Span) => span === null || quoting.wants(offset(span[0]), offset(span[1]));
    for await (const rows of list.again(wants)) for (const row of rows) quoting.quote(row, offset(row.at));
    return withNames(quoting.found(), named);
  }
  return { list, authors, offsets: listening.offsets, highlights };
}

export type Named = (id: string | null) => DigestPerson | undefined;

function withNames({ links, moments }: Found<HeardMessage>, named: Named): Highlights {
  const by = ({ authorId, team }: HeardMessage): DigestPerson | null => {
    const author = named(authorId);
    if (author) return { ...author, team: author.team || team };
    return team ? { name: personName(), team } : null;
  };
  return {
    links: links.map(({ url, said, offset, times }) => ({ url, by: by(said), offset, times })),
    moments: moments.map((moment) => ({
      ...moment,
      quotes: moment.quotes.map(({ said, offset }) => ({ id: said.id, text: said.text, author: by(said), offset })),
    })),
  };
}
