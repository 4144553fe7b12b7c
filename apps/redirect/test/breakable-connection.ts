import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a PostgreSQL that can be taken away: cut, as by a crash, or left hanging, as by a server that stands still. */
export class BreakableConnection {
  private readonly sockets = new Set<Socket>();
  private state: 'whole' | 'cut' | 'hanging' = 'whole';

  private constructor(
    private readonly target: URL,
    private readonly server = createServer({ pauseOnConnect: true }),
  ) {
    server.on('connection', (socket) => this.accept(socket));
  }

  static async to(url: string): Promise<BreakableConnection> {
    const connection = new BreakableConnection(new URL(url));
    connection.server.listen(0, '127.0.0.1');
    await once(connection.server, 'listening');
    return connection;
  }

  /** The same database, this way. */
  get url(): string {
    const url = new URL(this.target);
    url.hostname = '127.0.0.1';
    url.port = String((this.server.address() as AddressInfo).port);
    return url.href;
  }

  cut(): void {
    this.state = 'cut';
    for (const socket of this.sockets) socket.destroy();
  }

  hang(): void {
    this.state = 'hanging';
    for (const socket of this.sockets) socket.pause();
  }

  /** What was left hanging goes on. */
  mend(): void {
    this.state = 'whole';
    for (const socket of this.sockets) socket.resume();
  }

  async close(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, 'close');
  }

  private accept(near: Socket): void {
    if (this.state === 'cut') return void near.destroy();
    const far = connect(Number(this.target.port || '5432'), this.target.hostname);
    this.pass(near, far);
    this.pass(far, near);
    if (this.state === 'whole') near.resume();
  }

  private pass(from: Socket, to: Socket): void {
    this.sockets.add(from);
    from.on('data', (chunk) => void to.write(chunk));
    from.on('error', () => undefined);
    from.on('close', () => {
      this.sockets.delete(from);
      to.destroy();
    });
    if (this.state === 'hanging') from.pause();
  }
}
