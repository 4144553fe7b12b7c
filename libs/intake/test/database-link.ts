import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A way to a database that can be cut and mended, so that PostgreSQL can be away for one test only. */
export class DatabaseLink {
  private readonly sockets = new Set<Socket>();
  private isCut = false;
  private lostStatement: string | undefined;

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {
    server.on('connection', (socket) => this.carry(socket));
  }

  static async to(url: string): Promise<DatabaseLink> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new DatabaseLink(server, new URL(url));
  }

  get url(): string {
    const url = new URL(this.target);
    url.host = `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return url.href;
  }

  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.isCut = false;
    this.lostStatement = undefined;
  }

  /** A statement with this text arrives, and its answer does not, nor any other on that connection. */
  loseAnswersTo(text: string): void {
    this.lostStatement = text;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private carry(socket: Socket): void {
    if (this.isCut) return void socket.destroy();
    const onward = connect(Number(this.target.port), this.target.hostname);
    for (const [end, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      this.sockets.add(end);
      end.on('error', () => undefined);
      end.on('close', () => {
        this.sockets.delete(end);
        other.destroy();
      });
    }
    let isSilent = false;
    socket.on('data', (asked: Buffer) => {
      isSilent ||= this.lostStatement !== undefined && asked.includes(this.lostStatement);
      onward.write(asked);
    });
    onward.on('data', (answer: Buffer) => isSilent || socket.write(answer));
  }
}
