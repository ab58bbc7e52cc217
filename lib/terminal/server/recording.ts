import { mkdir, open, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { WriteStream } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { timeOrderedId } from '@/lib/audit/server/time-ordered-id';
import { config } from '@/lib/platform/server/config';
import { log } from '@/lib/platform/server/log';
import { processState } from '@/lib/platform/server/process-state';
import { castHeader, castLine } from '../model/cast';
import { createRecording, endRecording, findOpenRecordings } from './recording.repo';

export const MOST_RECORDED_BYTES = 64 << 20;

/** Whether what is shown in the terminals of a group is kept: filled by the slice that knows the group's policy. */
export const recordingPolicy = () => processState('recording-policy', (): { shouldRecord: (groupPath: string | null) => Promise<boolean> } => ({ shouldRecord: async () => false }));
export const shouldRecord = (groupPath: string | null): Promise<boolean> => recordingPolicy().shouldRecord(groupPath);

const folder = () => path.join(config.dataDir, 'recordings');
export const recordingFile = (id: string) => path.join(folder(), `${id}.cast`);

interface NewRecording {
  environmentId: string;
  containerId: string;
  containerName: string;
  groupPath: string | null;
  userName: string;
  command: readonly string[];
  columns: number;
  rows: number;
}

/** What a terminal showed, as it came. What was typed is not kept: passwords are typed. */
export class Recording {
  private bytes: number;
  private full = false;
  private ended = false;
  private readonly decoder = new StringDecoder('utf8');

  private constructor(readonly id: string, private readonly stream: WriteStream, private readonly startedAt: number, headerBytes: number, private readonly most: number) {
    this.bytes = headerBytes;
  }

  /** The header is in the file when this resolves: a console that is killed leaves what can be played. */
  static async start({ command, columns, rows, ...facts }: NewRecording, onError: (error: Error) => void, most = MOST_RECORDED_BYTES): Promise<Recording> {
    const startedAt = new Date();
    const id = timeOrderedId(startedAt.getTime());
    await mkdir(folder(), { recursive: true, mode: 0o700 });
    const file: FileHandle = await open(recordingFile(id), 'wx', 0o600);
    const header = castHeader({ columns, rows, startedAt, title: `${command.join(' ')} @ ${facts.containerName}` });
    try {
      await file.writeFile(header);
      await createRecording({ id, ...facts, startedAt });
    } catch (error) {
      await file.close();
      throw error;
    }
    const stream = file.createWriteStream();
    stream.on('error', onError);
    return new Recording(id, stream, startedAt.getTime(), Buffer.byteLength(header), most);
  }

  /** False while the disk is behind: then the program has to wait for `onDrain`. */
  output(chunk: Buffer): boolean {
    const text = this.decoder.write(chunk);
    return text === '' || this.write('o', text);
  }

  resize(columns: number, rows: number): void {
    this.write('r', `${columns}x${rows}`);
  }

  onDrain(then: () => void): void {
    this.stream.once('drain', then);
  }

  async end(): Promise<void> {
    if (this.ended) return;
    this.ended = true;
    await new Promise<void>((resolve) => this.stream.end(resolve).once('error', () => resolve()));
    await endRecording(this.id, new Date(), this.bytes);
  }

  private write(kind: 'o' | 'r', data: string): boolean {
    if (this.full || this.ended) return true;
    const line = castLine(Date.now() - this.startedAt, kind, data);
    if (this.bytes + Buffer.byteLength(line) > this.most) {
      this.full = true;
      return true;
    }
    this.bytes += Buffer.byteLength(line);
    return this.stream.write(line);
  }
}

/** Of a console that was killed: they ended when they were last written to. */
export async function closeAbandonedRecordings(): Promise<void> {
  for (const { id, startedAt } of await findOpenRecordings()) {
    const file = await stat(recordingFile(id)).catch(() => null);
    await endRecording(id, file?.mtime ?? startedAt, file?.size ?? 0);
    log.info({ recording: id }, 'closed the recording of a terminal that a killed console left');
  }
}
