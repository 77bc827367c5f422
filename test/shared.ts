import { fileURLToPath, pathToFileURL } from 'node:url'

/** The folder of reference data beside the project, which tests read where it is there; PHAODAI_SHARED names it elsewhere. Ends with a slash. */
export const shared = process.env.PHAODAI_SHARED
  ? pathToFileURL(`${process.env.PHAODAI_SHARED}/`)
  : new URL('../../shared/', import.meta.url)
/** A file or folder of it as a path. @param path such as `data/epi/rt` */
export const sharedPath = (path: string): string => fileURLToPath(new URL(path, shared))
