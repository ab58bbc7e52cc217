/** An NDJSON answer: each value of `lines` as a line. A slow reader slows the source; one that goes away ends it. */
export function streamLines(lines: AsyncIterable<unknown>, signal: AbortSignal): Response {
  const encoder = new TextEncoder();
  const iterator = lines[Symbol.asyncIterator]();
  const end = () => void iterator.return?.().catch(() => {});
  signal.addEventListener('abort', end, { once: true });
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`));
    },
    cancel: end,
  }, { highWaterMark: 1 });
  return new Response(body, { headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' } });
}
