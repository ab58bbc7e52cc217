import dgram from 'node:dgram';
import net from 'node:net';
import { namesErrors } from '../errors';

const DEADLINE_MS = 5_000;
const UDP_TRIES_MS = [1_000, 1_500, 2_500];
/** What every server takes in one datagram. */
const MOST_UDP = 512;

/** `ns.example.com`, `192.0.2.1:5353`, `[2001:db8::1]:53` */
export function splitServer(server: string): { host: string; port: number } {
  const match = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(server);
  return { host: match?.[1] ?? match?.[2] ?? server, port: Number(match?.[3] ?? 53) };
}

/** One message there, one back. */
export async function exchangeDns(server: string, message: Buffer, transport: 'tcp' | 'udp'): Promise<Buffer> {
  try {
    return await (transport === 'udp' && message.length <= MOST_UDP ? overUdp(server, message) : overTcp(server, message));
  } catch (error) {
    const { code = '', message: text } = error as NodeJS.ErrnoException;
    if (code === 'ETIMEDOUT') throw namesErrors('server_timeout', { server, seconds: DEADLINE_MS / 1000 });
    throw namesErrors('server_unreachable', { server, reason: code || text });
  }
}

const late = () => Object.assign(new Error('too late'), { code: 'ETIMEDOUT' });

function overTcp(server: string, message: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(splitServer(server));
    const timer = setTimeout(() => socket.destroy(late()), DEADLINE_MS);
    let got = Buffer.alloc(0);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(message.length);
    socket.on('connect', () => socket.write(Buffer.concat([length, message])));
    socket.on('data', (chunk: Buffer) => {
      got = Buffer.concat([got, chunk]);
      if (got.length < 2 || got.length < 2 + got.readUInt16BE(0)) return;
      resolve(got.subarray(2, 2 + got.readUInt16BE(0)));
      socket.destroy();
    });
    socket.on('error', reject);
    socket.on('close', () => { clearTimeout(timer); reject(new Error('closed')); });
  });
}

async function overUdp(server: string, message: Buffer): Promise<Buffer> {
  const { host, port } = splitServer(server);
  const socket = dgram.createSocket(host.includes(':') ? 'udp6' : 'udp4');
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      const timers: NodeJS.Timeout[] = [];
      const end = (settle: () => void) => { timers.forEach(clearTimeout); settle(); };
      // Connected: what another address sends is dropped by the kernel. An id that is not ours answers somebody else.
      socket.on('message', (answer) => { if (answer.length >= 12 && answer.readUInt16BE(0) === message.readUInt16BE(0)) end(() => resolve(answer)); });
      socket.on('error', (error) => end(() => reject(error)));
      socket.connect(port, host, () => {
        let at = 0;
        for (const wait of UDP_TRIES_MS) {
          timers.push(setTimeout(() => socket.send(message), at));
          at += wait;
        }
        timers.push(setTimeout(() => end(() => reject(late())), at));
      });
    });
  } finally {
    socket.close();
  }
}
