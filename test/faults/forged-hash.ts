// SHA-256 carried on from where somebody else's hash ended (FIPS 180-4): what signs a longer body without the secret.

/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
const K = primes(64).map((prime) => fraction(Math.cbrt(prime)));

function primes(many: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < many; n++) if (found.every((prime) => n % prime !== 0)) found.push(n);
  return found;
}

function fraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32) >>> 0;
}

/** What SHA-256 puts after a message of so many bytes. */
export function padding(bytes: number): Buffer {
  const zeros = (119 - (bytes % 64)) % 64;
  const tail = Buffer.alloc(1 + zeros + 8);
  tail[0] = 0x80;
  tail.writeBigUInt64BE(BigInt(bytes) * 8n, 1 + zeros);
  return tail;
}

/** The hash of a message of `bytes` bytes whose hash is `hash`, its padding, and `more`. */
export function extended(hash: string, bytes: number, more: Buffer): string {
  let state = [...new Uint32Array(8).keys()].map((index) => Number.parseInt(hash.slice(index * 8, index * 8 + 8), 16));
  const before = bytes + padding(bytes).length;
  const rest = Buffer.concat([more, padding(before + more.length)]);
  for (let at = 0; at < rest.length; at += 64) state = compress(state, rest.subarray(at, at + 64));
  return state.map((word) => word.toString(16).padStart(8, '0')).join('');
}

const turn = (word: number, by: number) => (word >>> by) | (word << (32 - by));

function compress(state: number[], block: Buffer): number[] {
  const words = new Uint32Array(64);
  const at = (index: number) => words[index] ?? 0;
  for (let index = 0; index < 64; index++) {
    if (index < 16) {
      words[index] = block.readUInt32BE(index * 4);
      continue;
    }
    const [early, late] = [at(index - 15), at(index - 2)];
    const first = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
    const second = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
    words[index] = at(index - 16) + first + at(index - 7) + second;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let index = 0; index < 64; index++) {
    const choice = (e & f) ^ (~e & g);
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + (K[index] ?? 0) + at(index)) >>> 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) >>> 0;
    [a, b, c, d, e, f, g, h] = [(one + two) >>> 0, a, b, c, (d + one) >>> 0, e, f, g];
  }
  return [a, b, c, d, e, f, g, h].map((word, index) => (word + (state[index] ?? 0)) >>> 0);
}
