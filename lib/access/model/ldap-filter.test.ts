import { describe, expect, it } from 'vitest';
import { filterFor } from './ldap-filter';

describe('an LDAP filter', () => {
  it.each([
    ['mei', '(|(uid=mei)(mail=mei))'],
    ['*', '(|(uid=\\2a)(mail=\\2a))'],
    ['x)(uid=*', '(|(uid=x\\29\\28uid=\\2a)(mail=x\\29\\28uid=\\2a))'],
    ['a\\b\u0000', '(|(uid=a\\5cb\\00)(mail=a\\5cb\\00))'],
    ['$&{login}', '(|(uid=$&{login})(mail=$&{login}))'],
  ])('takes %j as a value', (login, filter) => expect(filterFor('(|(uid={login})(mail={login}))', login)).toBe(filter));
});
