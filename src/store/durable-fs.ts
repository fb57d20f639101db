// PGlite's folder, with an fsync that happens. As it comes, its fsync does nothing (store-engines.md, section 1, fault 1).
import { fsyncSync } from 'node:fs';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type Init = NodeFS['init'];

/** The part of Emscripten's NODEFS that is leaned on here. It has no promise behind it: hence the exact version, and the self-check. */
interface NodeFsModule {
  stream_ops: { fsync?: (stream: { nfd: number }) => number };
  /** Turns an error of Node's into an errno that PostgreSQL reads. */
  tryFSOperation<T>(operation: () => T): T;
}

/** Only with PGlite started without `-F`, and with `wal_sync_method=fsync`: its fdatasync cannot be reached. */
export class DurableFs extends NodeFS {
  /** How often something was written through to the disk. */
  fsyncs = 0;

  override async init(...[pglite, options]: Parameters<Init>): ReturnType<Init> {
    const { emscriptenOpts } = await super.init(pglite, options);
    const hook = (module: object) => this.#hook((module as { NODEFS: NodeFsModule }).NODEFS);
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [hook, ...(emscriptenOpts.preRun ?? [])] } };
  }

  /** Folders come here as well: PostgreSQL opens and fsyncs them after it creates or renames a file. */
  #hook(nodeFs: NodeFsModule): void {
    nodeFs.stream_ops.fsync = ({ nfd }) =>
      nodeFs.tryFSOperation(() => {
        fsyncSync(nfd);
        this.fsyncs++;
        return 0;
      });
  }
}
