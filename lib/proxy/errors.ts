import { defineErrors } from '@/lib/platform/errors';

export const proxyErrors = defineErrors('proxy', {
  /** What HAProxy itself says of the configuration. */
  config_refused: 422,
  not_running: 503,
  no_answer: 504,
  no_bridge: 502,
  image_unusable: 502,
  port_taken: 409,
  changed_meanwhile: 409,
  bad_page: 422,
  bad_host: 422,
  bad_path: 422,
  bad_header: 422,
  bad_header_value: 422,
  bad_url: 422,
  bad_network: 422,
});
