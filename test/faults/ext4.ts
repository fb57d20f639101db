// A small disk of its own that can lose its power for real: ext4 on a loop device, shut down by the kernel without a flush.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Ext4Disk extends Disposable {
  /** Where it is mounted. */
  path: string;
  /** From here on nothing reaches it, and what was not written through is gone. */
  cutPower(): void;
  /** Mounts it again, as a machine does that starts: the journal is played back. All processes that use it must have ended. */
  powerOn(): void;
}

/** EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH (Linux, fs/ext4/ext4.h), as xfstests' `godown` does it. */
const SHUTDOWN = 'open(my $d, "<", $ARGV[0]) or die; my $f = pack("L", 2); ioctl($d, 0x8004587D, $f) or die $!';

/** Needs root, loop devices, e2fsprogs and perl. Throws where one of them is missing. */
export function ext4Disk(): Ext4Disk {
  const folder = mkdtempSync(join(tmpdir(), 'showrunner-disk-'));
  const image = join(folder, 'image');
  const path = join(folder, 'mounted');
  const run = (command: string, ...args: string[]) => execFileSync(command, args, { stdio: 'pipe' });
  const mount = () => run('mount', '-o', 'loop', image, path);
  try {
    mkdirSync(path);
    run('truncate', '-s', '512M', image);
    run('mkfs.ext4', '-q', '-F', image);
    mount();
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw error;
  }
  return {
    path,
    cutPower: () => run('perl', '-e', SHUTDOWN, path),
    powerOn() {
      run('umount', path);
      mount();
    },
    [Symbol.dispose]() {
      run('umount', path);
      rmSync(folder, { recursive: true });
    },
  };
}

/** Why there can be no such disk here; undefined where there can. */
export function noExt4(): string | undefined {
  try {
    ext4Disk()[Symbol.dispose]();
    return undefined;
  } catch (error) {
    return String(error).split('\n')[0];
  }
}
