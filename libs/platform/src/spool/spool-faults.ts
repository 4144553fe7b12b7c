/** The spool holds as much as it may. Nothing was kept. */
export class SpoolFull extends Error {
  /** A passing fault, as the operating system would put it. */
  readonly code = 'ENOSPC';

  constructor(folder: string, bytesMax: number) {
    super(`the spool in ${folder} is full: it holds at most ${bytesMax} bytes`);
    this.name = 'SpoolFull';
  }
}

/** The spool could not be written to disk. Nothing was promised. */
export class SpoolUnwritable extends Error {
  readonly code = 'EIO';

  constructor(folder: string, cause: unknown) {
    super(`the spool in ${folder} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
    this.name = 'SpoolUnwritable';
  }
}

/** Another living process works on the folder. */
export class SpoolInUse extends Error {
  constructor(folder: string, holder: string) {
    super(
      `${holder} is using the spool in ${folder}: give every process a folder of its own (WHENCE_SPOOL_DIR), or stop that one first`,
    );
    this.name = 'SpoolInUse';
  }
}

/** Somebody removed a file of the spool, and with it what was acknowledged. */
export class SpoolFileGone extends Error {
  constructor(folder: string, { name, records }: { readonly name: string; readonly records: number }) {
    super(`${name} was removed from the spool in ${folder}, with ${records} records that are lost`);
    this.name = 'SpoolFileGone';
  }
}
