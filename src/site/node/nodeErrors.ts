/**
 * An error as Node's file system throws it, by whose code the kit says what is wrong.
 *
 * @example nodeError("ENOENT", "open", "/a").message // "ENOENT: no such file or directory, open '/a'"
 */
export function nodeError(
  code: keyof typeof words,
  syscall: string,
  path: string,
): NodeJS.ErrnoException {
  const message = `${code}: ${words[code]}, ${syscall} '${path}'`;
  return Object.assign(new Error(message), { code, syscall, path });
}

const words = {
  ENOENT: "no such file or directory",
  EISDIR: "illegal operation on a directory",
  EEXIST: "file already exists",
  EIO: "i/o error",
};
