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

/** The real fetch, which loses patience with its first request after a moment instead of ten seconds. */
export function impatient(): typeof fetch {
  let requests = 0;
  return (input, init) => {
    requests += 1;
    const signal = requests === 1 ? AbortSignal.timeout(30) : init?.signal;
    return fetch(input, { ...init, ...(signal ? { signal } : {}) });
  };
}

/** The address of nobody. */
export async function nobody(): Promise<string> {
  await using gone = await neighbour([]);
  return gone.url;
}

export const silent = { info: () => undefined, warn: () => undefined, debug: () => undefined };
