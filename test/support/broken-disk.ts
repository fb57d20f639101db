// Loaded before the bot by `node --import`: a disk that takes nothing any more once a file is there.

import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const flag = process.env.BROKEN_DISK ?? '';
const { fsyncSync } = fs;
fs.fsyncSync = (descriptor) => {
  if (fs.existsSync(flag)) throw Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO', errno: -5 });
  fsyncSync(descriptor);
};
syncBuiltinESMExports();
