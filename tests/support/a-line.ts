import net from 'node:net';

/** A TCP line to a port of this machine that can be cut and put up again. */
export interface TestLine {
  port: number;
  /** While down, connections are closed as soon as they are made. */
  down(): void;
  up(): void;
  /** How many requests containing `text` went over it. */
  requests(text: string): number;
  close(): Promise<void>;
}

export async function aLine(targetPort: number): Promise<TestLine> {
  const sockets = new Set<net.Socket>();
  const sent: string[] = [];
  let isDown = false;
  const server = net.createServer((client) => {
    if (isDown) return client.destroy();
    const target = net.connect(targetPort, '127.0.0.1');
    client.on('data', (chunk) => sent.push(chunk.toString('latin1')));
    for (const [one, other] of [
      [client, target],
      [target, client]
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => sockets.forEach((socket) => socket.destroy());
  return {
    port: (server.address() as net.AddressInfo).port,
    down() {
      isDown = true;
      cut();
    },
    up() {
      isDown = false;
    },
    requests: (text) => sent.filter((chunk) => chunk.includes(text)).length,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      })
  };
}
