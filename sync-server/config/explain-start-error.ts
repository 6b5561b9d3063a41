// What keeps the server from starting lies with the installation: each is said in a sentence with
// what to do.
import type { Config } from './config.ts';

/** No stack, no code alone: whoever reads this has never seen the source. */
export function explainStartError(error: unknown, config: Config): string {
  const { code, message, path } = error as NodeJS.ErrnoException;
  const { port, host, dataDir } = config;
  const folder = path ?? dataDir;
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another program. End that program, or set PORT to another number (0 takes a free one).`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST is set to ${host}, which is no address of this machine. Leave it out to listen on all of them, or set 127.0.0.1.`;
    case 'EACCES':
    case 'EPERM':
      return path === undefined && port < 1024
        ? `This user may not listen on port ${port}. Set PORT to 1024 or more and put a proxy in front.`
        : `${folder} cannot be written by this user. Give it the right to, or set DATA_DIR (for photos FILES_DIR) to another folder.`;
    case 'EROFS':
      return `${folder} is on a file system that is read-only. Set DATA_DIR (for photos FILES_DIR) to another folder.`;
    case 'ENOTDIR':
    case 'EEXIST':
      return `${folder} is not a folder. Set DATA_DIR (for photos FILES_DIR) to a folder; it is made where it is missing.`;
    case 'ENOSPC':
      return `There is no space left for ${folder}. Make room; nothing that was stored is lost.`;
    default:
      return message;
  }
}
