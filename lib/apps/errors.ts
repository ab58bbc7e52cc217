import { defineErrors } from '@/lib/platform/errors';

export const appErrors = defineErrors('apps', {
  not_found: 404,
  version_not_found: 404,
  path_taken: 409,
  changed_meanwhile: 409,
  being_destroyed: 409,
  bad_path: 422,
  reserved_label: 422,
  network_not_allowed: 422,
  network_unknown: 422,
  port_repeated: 422,
  path_repeated: 422,
  fixed_port_many: 422,
  host_path_forbidden: 403,
  host_port_taken: 409,
  no_capacity: 422,
  exited: 422,
  unhealthy: 422,
  not_ready_in_time: 422,
  image_not_made: 422,
  sample_needs_busybox: 422,
});
