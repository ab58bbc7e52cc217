import http from 'node:http';

export interface ProxyAnswer {
  status: number;
  text: string;
  headers: http.IncomingHttpHeaders;
}

interface Question {
  host: string;
  path?: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  port?: number;
}

/** One request over a connection of its own; the path goes out as it is, whatever is in it. */
export function askProxy(address: string, { host, path = '/', method = 'GET', headers = {}, body, port = 80 }: Question): Promise<ProxyAnswer> {
  return new Promise((resolve, reject) => {
    const sent = http.request({ host: address, port, path, method, headers: { host, ...headers }, agent: false, timeout: 20_000 }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; }).on('end', () => resolve({ status: response.statusCode!, text: text.trim(), headers: response.headers }));
    });
    sent.on('timeout', () => sent.destroy(new Error('no answer within 20 s')));
    sent.on('error', reject);
    sent.end(body);
  });
}
