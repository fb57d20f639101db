// What can happen between the client and Livestorm.
import { example } from './examples.ts';
import { neighbour, type Script } from './neighbour.ts';

export const session = { body: example('SessionDoc') };

export const html = { headers: { 'content-type': 'text/html' }, body: '<html>Bad gateway</html>' };

/** The answer begins, and ends too soon. */
export const cut: Script = (response) => {
  response.writeHead(200, { 'content-length': '1000' });
  response.write('{"data":');
  setImmediate(() => response.destroy());
  return undefined;
};

export const hangUp: Script = (response) => {
  response.destroy();
  return undefined;
};

export const silence: Script = () => undefined;

/** The real fetch, with less patience than ten seconds. */
export const impatient: typeof fetch = (input, init) =>
  fetch(input, { ...init, signal: AbortSignal.any([AbortSignal.timeout(60), ...(init?.signal ? [init.signal] : [])]) });

/** The address of nobody. */
export async function nobody(): Promise<string> {
  await using gone = await neighbour([]);
  return gone.url;
}

export const silent = { info: () => undefined, warn: () => undefined, debug: () => undefined };
