import { describe, expect, it } from 'vitest';
import { csvField, csvLine } from './csv';

describe('a CSV field', () => {
  it.each([
    ['plain', 'plain'], ['', ''], ['a,b', '"a,b"'], ['say "hi"', '"say ""hi"""'], ['two\r\nlines', '"two\r\nlines"'],
    ['=1+1', "'=1+1"], ['+1', "'+1"], ['-1', "'-1"], ['@x', "'@x"], ['\tx', "'\tx"], ['\rx', `"'\rx"`], ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
  ])('%j becomes %j', (value, field) => expect(csvField(value)).toBe(field));
  it('stands in a line that ends as RFC 4180 says', () => expect(csvLine(['a', 'b,c'])).toBe('a,"b,c"\r\n'));
});
