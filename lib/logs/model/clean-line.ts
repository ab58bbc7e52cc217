// Operating-system commands (titles, links, clipboard) and their kin up to their end, and every control sequence but colours.
const OSC = /\x1b[\]PX^_][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?/g;
const CSI_NOT_COLOUR = /\x1b\[[0-9;:?<=>!]*[ -/]*[@-ln-~]/g;
const OTHER_ESCAPE = /\x1b(?!\[[0-9;:]*m)[ -/]*[0-~]?/g;
const COLOUR = /\x1b\[[0-9;:]*m/g;
const CONTROL = /[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f]/g;
const INVISIBLE = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Only colours are left of the escape sequences; what would be invisible or turn text around is shown by its name. */
export const cleanLine = (text: string): string =>
  text
    .replace(OSC, '')
    .replace(CSI_NOT_COLOUR, '')
    .replace(OTHER_ESCAPE, '')
    .replace(CONTROL, (char) => (char === '\x7f' ? '\u2421' : String.fromCharCode(0x2400 + char.charCodeAt(0))))
    .replace(INVISIBLE, (char) => `⟨U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`);

/** What is searched and counted in: no colours either. */
export const plainLine = (cleaned: string): string => cleaned.replace(COLOUR, '');
