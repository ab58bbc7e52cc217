/** The admin of the console under test. */
export const ADMIN = { email: 'admin@example.com', password: 'correct horse battery' };
