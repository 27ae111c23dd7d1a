import {
  type ByteSource,
  bytesInMemory,
  bytesText,
  type FileAt,
  partOf,
  quoted,
  refusal,
} from "./bytes.js";

/** One file inside a zip archive. */
export interface ZipEntry {
  readonly name: string;
  /** Its size once unpacked. */
  readonly size: number;
  /** Its first bytes, up to `count` of them; no more is unpacked. */
  head(count: number): Promise<Uint8Array>;
  /** All of it: where it is stored as it is, nothing is copied. */
  open(): Promise<ByteSource>;
  /** Compares its CRC-32 with the one in the archive. */
  check(source: ByteSource): void;
}

/** Whether a file that begins so is a zip archive. */
export function isZip(head: Uint8Array): boolean {
  const [p, k, third, fourth] = head;
  return (
    p === 0x50 && k === 0x4b && ((third === 3 && fourth === 4) || (third === 5 && fourth === 6))
  );
}

/** More entries than this, no archive of arrays has. */
const mostEntries = 10_000;

/** Deflate can't do better than 1032 : 1. */
const bestRatio = 1032;

/** A large array that was squeezed by more than this isn't one of real numbers. */
const suspiciousRatio = 100;
const large = 2 ** 26;

/**
 * Reads the directory of a zip archive (zip64 too). Nothing is unpacked before it is asked for, and then by the platform's
 * own `DecompressionStream`, never beyond the size that the directory gives.
 *
 * @throws {PredictionsError} when the archive is cut, encrypted, compressed in an unknown way, or contradicts itself
 *
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export function readZip(source: ByteSource, at: FileAt): ZipEntry[] {
  const { count, start, end } = directoryOf(source, at);
  const bytes = source.read(start, end);
  const view = new DataView(bytes.buffer);
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  for (let offset = 0, i = 0; i < count; i++) {
    if (offset + 46 > bytes.length || view.getUint32(offset, true) !== 0x02014b50) {
      throw cut(at);
    }
    const facts = entryAt(bytes, view, offset, at);
    if (names.has(facts.name)) {
      throw refusal(at, `it holds ${quoted(facts.name)} twice; save it again`);
    }
    names.add(facts.name);
    entries.push(entryOf(source, facts, at));
    offset = facts.next;
  }
  return entries;
}

function cut(at: FileAt) {
  return refusal(at, "it is a zip archive that was cut or damaged; copy or save it again");
}

/** Where the directory is, from the record at the end of the archive. */
function directoryOf(source: ByteSource, at: FileAt) {
  const tailStart = Math.max(0, source.size - 65_557);
  const tail = source.read(tailStart, source.size);
  const view = new DataView(tail.buffer);
  let place = tail.length - 22;
  while (place >= 0 && view.getUint32(place, true) !== 0x06054b50) place--;
  if (place < 0) throw cut(at);
  let count = view.getUint16(place + 10, true);
  let size = view.getUint32(place + 12, true);
  let start = view.getUint32(place + 16, true);
  let limit = tailStart + place;
  if (count === 0xffff || size === 0xffffffff || start === 0xffffffff) {
    if (place < 20 || view.getUint32(place - 20, true) !== 0x07064b50) throw cut(at);
    const record = Number(view.getBigUint64(place - 12, true));
    if (record + 56 > limit) throw cut(at);
    const wide = new DataView(source.read(record, record + 56).buffer);
    if (wide.getUint32(0, true) !== 0x06064b50) throw cut(at);
    count = Number(wide.getBigUint64(32, true));
    size = Number(wide.getBigUint64(40, true));
    start = Number(wide.getBigUint64(48, true));
    limit = record;
  }
  if (count > mostEntries) {
    throw refusal(at, `it claims ${count} files inside, and at most ${mostEntries} are read`);
  }
  if (start + size > limit || count * 46 > size) throw cut(at);
  return { count, start, end: start + size };
}

interface EntryFacts {
  readonly name: string;
  readonly isDeflated: boolean;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly header: number;
  readonly next: number;
}

function entryAt(bytes: Uint8Array, view: DataView, offset: number, at: FileAt): EntryFacts {
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
    view.getUint16(offset + field, true),
  );
  const nameEnd = offset + 46 + nameLength;
  const next = nameEnd + extraLength + commentLength;
  if (next > bytes.length) throw cut(at);
  const name = new TextDecoder().decode(bytes.subarray(offset + 46, nameEnd));
  const shown = quoted(name);
  if (/^[/\\]|(^|[/\\])\.\.([/\\]|$)|^[A-Za-z]:|\0/.test(name)) {
    throw refusal(at, `it holds a file named ${shown}, outside of the archive; don't trust it`);
  }
  if (view.getUint16(offset + 8, true) & 1) {
    throw refusal(at, `${shown} inside it is encrypted; save it without a password`);
  }
  const method = view.getUint16(offset + 10, true);
  if (method !== 0 && method !== 8) {
    throw refusal(
      at,
      `${shown} inside it is compressed by method ${method}; save it with np.savez or np.savez_compressed`,
    );
  }
  const wide = wideSizes(view, offset, nameEnd, nameEnd + extraLength, at);
  return { name, isDeflated: method === 8, crc: view.getUint32(offset + 16, true), ...wide, next };
}

/** Sizes and place of an entry; those that need more than 32 bits are in an extra field. */
function wideSizes(view: DataView, offset: number, start: number, end: number, at: FileAt) {
  const narrow = [24, 20, 42].map((field) => view.getUint32(offset + field, true));
  let place = start;
  while (place + 4 <= end && view.getUint16(place, true) !== 1) {
    place += 4 + view.getUint16(place + 2, true);
  }
  let field = place + 4;
  const [size, packed, header] = narrow.map((value) => {
    if (value !== 0xffffffff) return value;
    if (field + 8 > end) throw cut(at);
    field += 8;
    return Number(view.getBigUint64(field - 8, true));
  });
  return { size, packed, header };
}

function entryOf(source: ByteSource, facts: EntryFacts, at: FileAt): ZipEntry {
  const { name, size, packed, isDeflated, crc } = facts;
  const shown = quoted(name);
  if (isDeflated ? size > packed * bestRatio + 64 : size !== packed) {
    throw refusal(
      at,
      `${shown} inside it claims ${bytesText(size)} from ${bytesText(packed)}, which can't be; copy or save it again`,
    );
  }
  const data = () => dataOf(source, facts, at);
  return {
    name,
    size,
    head: async (count) => {
      const part = data();
      if (!isDeflated) return part.read(0, Math.min(count, size));
      return inflate(part, Math.min(count, size), false, shown, at);
    },
    open: async () => {
      const part = data();
      if (!isDeflated) return part;
      if (size > large && size > packed * suspiciousRatio) {
        throw refusal(
          at,
          `${shown} inside it unpacks ${bytesText(packed)} to ${bytesText(size)}, as no predictions do; if they are real, save them with np.savez, uncompressed`,
        );
      }
      return bytesInMemory(await inflate(part, size, true, shown, at));
    },
    check: (unpacked) => {
      if (crc32(unpacked) === crc) return;
      throw refusal(at, `${shown} inside it was damaged: its checksum differs; copy it again`);
    },
  };
}

/** The bytes of an entry, after its own header. */
function dataOf(source: ByteSource, { name, header, packed }: EntryFacts, at: FileAt): ByteSource {
  if (header + 30 > source.size) throw cut(at);
  const view = new DataView(source.read(header, header + 30).buffer);
  const start = header + 30 + view.getUint16(26, true) + view.getUint16(28, true);
  if (view.getUint32(0, true) !== 0x04034b50 || start + packed > source.size) throw cut(at);
  const nameStart = header + 30;
  const local = source.read(nameStart, nameStart + view.getUint16(26, true));
  if (new TextDecoder().decode(local) !== name) throw cut(at);
  return partOf(source, start, start + packed);
}

/** Unpacks up to `count` bytes; `isAll` if there must be exactly that many. */
async function inflate(
  packed: ByteSource,
  count: number,
  isAll: boolean,
  shown: string,
  at: FileAt,
): Promise<Uint8Array> {
  const out = new Uint8Array(count);
  let length = 0;
  let isMore = false;
  const reader = inPieces(packed).pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  try {
    while (length < count || isAll) {
      const { value, done } = await reader.read();
      if (done) break;
      isMore = length + value.length > count;
      out.set(value.subarray(0, count - length), length);
      length = Math.min(count, length + value.length);
      if (isMore) break;
    }
  } catch (cause) {
    throw refusal(
      at,
      `${shown} inside it was cut or damaged and can't be unpacked; copy or save it again`,
      cause,
    );
  } finally {
    reader.cancel().catch(() => {});
  }
  if (length < count || (isAll && isMore)) {
    throw refusal(
      at,
      `${shown} inside it unpacks to ${isMore ? "more" : "fewer"} than the ${bytesText(count)} that the archive says; copy or save it again`,
    );
  }
  return out;
}

const piece = 2 ** 16;

function inPieces(source: ByteSource): ReadableStream<Uint8Array<ArrayBuffer>> {
  let place = 0;
  return new ReadableStream({
    pull(controller) {
      if (place >= source.size) return controller.close();
      const end = Math.min(place + piece, source.size);
      controller.enqueue(source.read(place, end) as Uint8Array<ArrayBuffer>);
      place = end;
    },
  });
}

const crcTable = /* @__PURE__ */ Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

function crc32(source: ByteSource): number {
  let crc = 0xffffffff;
  for (let start = 0; start < source.size; start += 2 ** 20) {
    const bytes = source.read(start, Math.min(start + 2 ** 20, source.size));
    for (let i = 0; i < bytes.length; i++) crc = crcTable[(crc ^ bytes[i]) & 0xff] ^ (crc >>> 8);
  }
  return ~crc >>> 0;
}
