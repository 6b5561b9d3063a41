import type { Socket } from 'node:net';
import type { HttpApp } from './http-app.ts';

/**
 * So long may a client take nothing of what waits for it: a device on a bad line takes a little all
 * the time. Whoever takes nothing at all keeps memory here, and a connection to the store.
 */
const PATIENCE_MS = 60_000;

interface Looked {
  taken: number;
  at: number;
}

/** Cuts connections whose client does not read. @param patienceMs for tests */
export function registerSlowReaders(app: HttpApp, patienceMs = PATIENCE_MS): void {
  const sockets = new Map<Socket, Looked>();
  app.server.on('connection', (socket: Socket) => {
    sockets.set(socket, { taken: 0, at: performance.now() });
    socket.once('close', () => sockets.delete(socket));
  });
  const look = () => {
    for (const [socket, looked] of sockets) {
      const taken = socket.bytesWritten - socket.writableLength;
      const isMoving = socket.writableLength === 0 || taken !== looked.taken;
      if (isMoving) sockets.set(socket, { taken, at: performance.now() });
      else if (performance.now() - looked.at >= patienceMs) socket.destroy();
    }
  };
  const timer = setInterval(look, patienceMs / 6).unref();
  app.addHook('onClose', async () => clearInterval(timer));
}
