import { describe, expect, it } from 'vitest';
import { cleanLine, plainLine } from './clean-line';

describe('a line', () => {
  it('keeps colours and loses every other escape sequence', () => {
    expect(cleanLine('\x1b[31mred\x1b[0m\x1b[2J\x1b[1;1H!')).toBe('\x1b[31mred\x1b[0m!');
    expect(cleanLine('\x1b]8;;http://evil\x07link\x1b]8;;\x07')).toBe('link');
    expect(cleanLine('\x1b]52;c;ZXZpbA==\x1b\\copied')).toBe('copied');
    expect(plainLine('\x1b[1;31mred\x1b[0m')).toBe('red');
  });

  it('shows what would be invisible or would turn the text around', () => {
    expect(cleanLine('a\u202eb\x00c')).toBe('a⟨U+202E⟩b␀c');
  });

  it('leaves HTML as the text that it is', () => {
    expect(cleanLine('<img src=x onerror=alert(1)>')).toBe('<img src=x onerror=alert(1)>');
  });

  it('gets through a line made to be slow', () => {
    expect(cleanLine('\x1b]'.repeat(8_000))).not.toContain('\x1b');
    expect(cleanLine(`\x1b[${'1;'.repeat(8_000)}`)).toContain('1;1;');
  });
});
