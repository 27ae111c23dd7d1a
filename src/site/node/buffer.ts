/** The browser's half of Node's `buffer`: the longest text that is read, in characters, as Node has it. */
export const constants = { MAX_STRING_LENGTH: 536_870_888 };
