import { toUserDto } from './user-dto';
import { listUsers as readUsers } from './user.repo';

export async function listUsers(query: { search?: string; limit: number; offset: number }) {
  const { rows, total } = await readUsers(query);
  const now = new Date();
  return { items: rows.map((row) => toUserDto(row, now)), total };
}
