import net from 'node:net';

/** Sends these lines as they are, and what comes back until the server closes. */
export function rawRequest(port: number, lines: readonly string[], body = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (piece: string) => (answer += piece));
    socket.once('end', () => resolve(answer));
    socket.once('close', () => resolve(answer));
    socket.once('error', reject);
    socket.write([...lines, 'connection: close', '', body].join('\r\n'));
  });
}
