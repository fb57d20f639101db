import { expect, test } from 'vitest';
import { take } from '../../src/livestorm/client.ts';
import { example } from './examples.ts';
import { neighbour } from './neighbour.ts';
import { stage } from './stage.ts';

test('who asked and who answered come with the question', async () => {
  await using on = await stage();
  const session = on.world.addSession(on.world.addEvent());
  const ada = on.world.addPerson(session, { first_name: 'Ada' });
  on.world.addQuestion(session, { question: 'Why?', question_author_id: ada.id });
  const [question] = await take(on.livestorm.sessions.questions(session.id), 9);
  expect(question).toMatchObject({
    question: 'Why?',
    asker: { id: ada.id, firstName: 'Ada', role: 'participant' },
    responder: null,
    response: null,
    respondedAt: null,
  });
  expect(on.sandbox.calls[0]?.query.include).toBe('asker,responder');
});

test('an asker whom Livestorm does not name is nobody', async () => {
  const { included: _, ...body } = example('QuestionListDoc');
  await using livestorm = await neighbour([{ body }]);
  const [question] = await take(livestorm.livestorm.sessions.questions('s1'), 9);
  expect(question).toMatchObject({ asker: null, responder: null });
  expect(question?.askerId).toBe(body.data[0].attributes.question_author_id);
});

test('an asker of the second page is found there', async () => {
  const page = (n: number, next: number | null) => {
    const body = example('QuestionListDoc');
    body.data[0].id = `q${n}`;
    body.data[0].attributes.question_author_id = `p${n}`;
    body.included[0].id = `p${n}`;
    return { body: { ...body, meta: { next_page: next } } };
  };
  await using livestorm = await neighbour([page(0, 1), page(1, null)]);
  const questions = await take(livestorm.livestorm.sessions.questions('s1'), 9);
  expect(questions.map(({ asker }) => asker?.id)).toEqual(['p0', 'p1']);
});
