import net from 'node:net';
import ssh2, { type Connection } from 'ssh2';
import { fingerprintOf } from '../environments/server/ssh-tunnel';

export interface SshHost {
  port: number;
  fingerprint: string;
  /** Lets in its holder. */
  privateKey: string;
  /** What was run on it. */
  commands: string[];
  /** Ends all connections, as a host that restarts does. */
  dropAll(): void;
  close(): Promise<void>;
}

/** Not ed25519: of those that ssh2 makes it cannot read three in a thousand itself. */
const makeKey = () => ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256 });
export const makeSshKey = () => makeKey().private;

/** A host that speaks SSH and lets one key in. `docker system dial-stdio` leads to the engine's socket, where there is one. */
export async function startSshHost(engineSocket: string | null): Promise<SshHost> {
  const [hostKey, userKey] = [makeKey(), makeKey()];
  const admitted = ssh2.utils.parseKey(userKey.public);
  if (admitted instanceof Error) throw admitted;
  const commands: string[] = [];
  const connections = new Set<Connection>();
  const server = new ssh2.Server({ hostKeys: [hostKey.private] }, (connection) => {
    connections.add(connection);
    connection.on('close', () => connections.delete(connection));
    connection.on('error', () => {});
    connection.on('authentication', (context) => {
      const known = context.method === 'publickey' && context.username === 'root' && context.key.data.equals(admitted.getPublicSSH());
      const proven = known && (!context.signature || admitted.verify(context.blob!, context.signature, context.hashAlgo) === true);
      if (proven) context.accept();
      else context.reject(['publickey']);
    });
    connection.on('session', (accept) => {
      accept().on('exec', (take, _, { command }) => {
        commands.push(command);
        const channel = take();
        if (engineSocket && command === 'docker system dial-stdio') {
          const socket = net.connect(engineSocket);
          socket.pipe(channel).pipe(socket);
          channel.on('close', () => socket.destroy());
          socket.on('error', () => channel.close());
        } else {
          channel.stderr.write('sh: 1: docker: not found\n');
          channel.exit(127);
          channel.end();
        }
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const parsed = ssh2.utils.parseKey(hostKey.public);
  if (parsed instanceof Error) throw parsed;
  const dropAll = () => { for (const connection of connections) connection.end(); };
  return {
    port: (server.address() as net.AddressInfo).port,
    fingerprint: fingerprintOf(parsed.getPublicSSH()),
    privateKey: userKey.private,
    commands,
    dropAll,
    close: () => new Promise((resolve) => {
      dropAll();
      server.close(() => resolve());
    }),
  };
}
