import { deflateRawSync, gzipSync } from "node:zlib";

/** Makers of damaged and hostile files, byte by byte. */

export function bytesOf(...parts: (string | number[] | Uint8Array)[]): Uint8Array {
  const all = parts.map((part) =>
    typeof part === "string" ? new TextEncoder().encode(part) : Uint8Array.from(part),
  );
  const whole = new Uint8Array(all.reduce((sum, part) => sum + part.length, 0));
  let place = 0;
  for (const part of all) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}

const u16 = (value: number) => [value & 255, value >>> 8];
const u32 = (value: number) => [...u16(value % 65536), ...u16(Math.floor(value / 65536))];
const u64 = (value: number) => [...u32(value % 2 ** 32), ...u32(Math.floor(value / 2 ** 32))];

export const floats = (...values: number[]) =>
  new Uint8Array(Float32Array.from(values).buffer.slice(0));

/** A .npy file with any header. */
export function npy(
  header: string | number[],
  data: Uint8Array = floats(1, 2, 3, 4),
  length?: number,
) {
  const text = bytesOf(header);
  return bytesOf([0x93], "NUMPY", [1, 0], u16(length ?? text.length), text, data);
}

export const header = (shape: string, descr = "'<f4'", order = "False") =>
  `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }\n`;

/** One file of a zip archive, with whatever its directory should claim. */
export interface Packed {
  name: string;
  data: Uint8Array;
  isDeflated?: boolean;
  flags?: number;
  method?: number;
  crc?: number;
  size?: number;
  packedSize?: number;
  localName?: string;
  offset?: number;
}

export function zip(files: Packed[], end: { count?: number; start?: number; size?: number } = {}) {
  let body: Uint8Array = new Uint8Array();
  let directory: Uint8Array = new Uint8Array();
  for (const file of files) {
    const packed = file.isDeflated ? new Uint8Array(deflateRawSync(file.data)) : file.data;
    const method = file.method ?? (file.isDeflated ? 8 : 0);
    const facts = [
      ...u16(file.flags ?? 0),
      ...u16(method),
      ...u32(0),
      ...u32(file.crc ?? crc32(file.data)),
      ...u32(file.packedSize ?? packed.length),
      ...u32(file.size ?? file.data.length),
    ];
    const name = bytesOf(file.name);
    const local = bytesOf(file.localName ?? file.name);
    const offset = file.offset ?? body.length;
    body = bytesOf(body, "PK", [3, 4, 20, 0], facts, u16(local.length), u16(0), local, packed);
    directory = bytesOf(
      directory,
      "PK",
      [1, 2, 20, 0, 20, 0],
      facts,
      u16(name.length),
      [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      u32(offset),
      name,
    );
  }
  const count = end.count ?? files.length;
  const start = end.start ?? body.length;
  const size = end.size ?? directory.length;
  return bytesOf(
    body,
    directory,
    "PK",
    [5, 6, 0, 0, 0, 0],
    u16(count),
    u16(count),
    u32(size),
    u32(start),
    [0, 0],
  );
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

export function safetensors(
  header: unknown,
  data: Uint8Array = floats(1, 2, 3, 4),
  length?: number,
) {
  const text = bytesOf(typeof header === "string" ? header : JSON.stringify(header));
  return bytesOf(u64(length ?? text.length), text, data);
}

const tensor = (more: object) => ({ dtype: "F32", shape: [2, 2], data_offsets: [0, 16], ...more });

/** A file by torch.save with any pickle. */
function pt(pickle: Uint8Array, data: Uint8Array = floats(1, 2, 3, 4)) {
  return zip([
    { name: "predictions/data.pkl", data: pickle },
    { name: "predictions/data/0", data },
  ]);
}

/** The pickle of one tensor, with any size, stride and offset (each at most 255). */
function tensorPickle(size: number[], stride: number[], offset = 0, storage = "FloatStorage") {
  const ints = (values: number[]) => ["(", ...values.map((value) => [0x4b, value]), "t"];
  const text = (value: string) => bytesOf("X", u32(value.length), value);
  return bytesOf(
    [0x80, 2],
    "ctorch._utils\n_rebuild_tensor_v2\n",
    "((",
    text("storage"),
    `ctorch\n${storage}\n`,
    text("0"),
    text("cpu"),
    [0x4b, 4],
    "tQ",
    [0x4b, offset],
    ...ints(size),
    ...ints(stride),
    [0x89],
    "ccollections\nOrderedDict\n)RtR.",
  );
}

const rows = npy(header("(2, 2)"));
const bomb = npy(header("(33554432, 2)"), new Uint8Array(2 ** 28));
const text = (content: string) => bytesOf(content);

/** What a file must not do → its name and its bytes, and words that its error has. */
export const hostileFiles: Record<string, { name: string; bytes: Uint8Array; says: string }> = {
  "no bytes at all": { name: "a.npy", bytes: text(""), says: "it is empty" },
  "a wrong magic": {
    name: "a.npy",
    bytes: bytesOf([0x92], rows.subarray(1)),
    says: "don't start as",
  },
  "only the magic": { name: "a.npy", bytes: rows.subarray(0, 6), says: ".npy" },
  "a version of the future": {
    name: "a.npy",
    bytes: bytesOf(rows.subarray(0, 6), [9, 0], rows.subarray(8)),
    says: "version 9",
  },
  "a header that is longer than the file": {
    name: "a.npy",
    bytes: npy(header("(2, 2)"), undefined, 9000),
    says: "ends within its header",
  },
  "a header of four gigabytes": {
    name: "a.npy",
    bytes: bytesOf([0x93], "NUMPY", [2, 0], u32(2 ** 32 - 1), "{}"),
    says: "claims a header",
  },
  "a header full of spaces": {
    name: "a.npy",
    bytes: npy(" ".repeat(60000)),
    says: "claims a header",
  },
  "a header that isn't a dict": {
    name: "a.npy",
    bytes: npy("__import__('os').system('id')\n"),
    says: "three fields",
  },
  "a header with __proto__": {
    name: "a.npy",
    bytes: npy("{'__proto__': 1, 'descr': '<f4', 'fortran_order': False, 'shape': (2, 2)}\n"),
    says: "three fields",
  },
  "a header without a shape": {
    name: "a.npy",
    bytes: npy("{'descr': '<f4', 'fortran_order': False}\n"),
    says: "three fields",
  },
  "a header that isn't UTF-8": {
    name: "a.npy",
    bytes: npy([0xff, 0xfe, 0xc3, 0x28]),
    says: "three fields",
  },
  "an expression as a size": {
    name: "a.npy",
    bytes: npy(header("(2**40, 2)")),
    says: "three fields",
  },
  "a negative size": { name: "a.npy", bytes: npy(header("(-2, 2)")), says: "three fields" },
  "a fraction as a size": { name: "a.npy", bytes: npy(header("(2.5, 2)")), says: "three fields" },
  "ten claimed gigabytes": {
    name: "a.npy",
    bytes: npy(header("(1250000000, 2)")),
    says: "10,000,000,000 bytes",
  },
  "more numbers than can be counted": {
    name: "a.npy",
    bytes: npy(header("(4294967296, 4294967296)")),
    says: "no file can hold",
  },
  "a product that comes out as zero in 64 bits": {
    name: "a.npy",
    bytes: npy(header("(4294967296, 4294967296, 4)")),
    says: "no file can hold",
  },
  "a size of 400 digits": {
    name: "a.npy",
    bytes: npy(header(`(${"9".repeat(400)}, 2)`)),
    says: "no file can hold",
  },
  "no rows": { name: "a.npy", bytes: npy(header("(0, 2)"), text("")), says: "empty" },
  "a type that runs code": {
    name: "a.npy",
    bytes: npy(header("(2,)", "'|O'"), text("cos\nsystem\n(S'id'\ntR.")),
    says: "np.savez",
  },
  "a type of no bytes": {
    name: "a.npy",
    bytes: npy(header("(1000000000,)", "'<U0'"), text("")),
    says: "texts",
  },
  "bytes after the end": { name: "a.npy", bytes: bytesOf(rows, [0]), says: "1 byte more" },
  "half a number at the end": {
    name: "a.npy",
    bytes: rows.subarray(0, rows.length - 2),
    says: "was cut",
  },
  "Fortran order and ten gigabytes": {
    name: "a.npy",
    bytes: npy(header("(1250000000, 2)", "'<f4'", "True")),
    says: "was cut",
  },

  "an empty archive": { name: "a.npz", bytes: zip([]), says: "it is empty" },
  "an archive of other things": {
    name: "a.npz",
    bytes: zip([{ name: "xl/workbook.xml", data: text("<a/>") }]),
    says: "CSV",
  },
  "an archive without its directory": {
    name: "a.npz",
    bytes: zip([{ name: "a.npy", data: rows }]).subarray(0, 60),
    says: "cut or damaged",
  },
  "a directory outside of the file": {
    name: "a.npz",
    bytes: zip([{ name: "a.npy", data: rows }], { start: 4e9 }),
    says: "cut or damaged",
  },
  "a directory of four gigabytes": {
    name: "a.npz",
    bytes: zip([{ name: "a.npy", data: rows }], { size: 4e9 }),
    says: "cut or damaged",
  },
  "60,000 claimed files": {
    name: "a.npz",
    bytes: zip([{ name: "a.npy", data: rows }], { count: 60000 }),
    says: "60000 files",
  },
  "9,000 claimed files": {
    name: "a.npz",
    bytes: zip([{ name: "a.npy", data: rows }], { count: 9000 }),
    says: "cut or damaged",
  },
  "zip64 without its record": {
    name: "a.npz",
    bytes: zip([{ name: "a.npy", data: rows }], { count: 65535 }),
    says: "cut or damaged",
  },
  "zip64 sizes without their field": {
    name: "a.npz",
    bytes: zip([{ name: "a.npy", data: rows, size: 2 ** 32 - 1 }]),
    says: "cut or damaged",
  },
  "an encrypted array": {
    name: "a.npz",
    bytes: zip([{ name: "a.npy", data: rows, flags: 1 }]),
    says: "encrypted",
  },
  "an unknown compression": {
    name: "a.npz",
    bytes: zip([{ name: "a.npy", data: rows, method: 14 }]),
    says: "method 14",
  },
  "the same name twice": {
    name: "a.npz",
    bytes: zip([
      { name: "a.npy", data: rows },
      { name: "a.npy", data: rows },
    ]),
    says: "twice",
  },
  "a name that climbs out": {
    name: "a.npz",
    bytes: zip([{ name: "../../a.npy", data: rows }]),
    says: "outside of the archive",
  },
  "an absolute name": {
    name: "a.npz",
    bytes: zip([{ name: "/etc/a.npy", data: rows }]),
    says: "outside of the archive",
  },
  "a Windows path": {
    name: "a.npz",
    bytes: zip([{ name: "C:\\a.npy", data: rows }]),
    says: "outside of the archive",
  },
  "a name with a zero in it": {
    name: "a.npz",
    bytes: zip([{ name: "a\0.npy", data: rows }]),
    says: "outside of the archive",
  },
  "two names for one array": {
    name: "a.npz",
    bytes: zip([{ name: "a.npy", data: rows, localName: "b.npy" }]),
    says: "cut or damaged",
  },
  "an array before the file": {
    name: "a.npz",
    bytes: zip([{ name: "a.npy", data: rows, offset: 4e9 }]),
    says: "cut or damaged",
  },
  "an array that isn't where it should be": {
    name: "a.npz",
    bytes: zip([{ name: "a.npy", data: rows, offset: 7 }]),
    says: "cut or damaged",
  },
  "a wrong checksum": {
    name: "a.npz",
    bytes: zip([{ name: "a.npy", data: rows, crc: 1 }]),
    says: "checksum",
  },
  "a wrong checksum of a compressed array": {
    name: "a.npz",
    bytes: zip([{ name: "a.npy", data: rows, crc: 1, isDeflated: true }]),
    says: "checksum",
  },
  "stored bytes of another size": {
    name: "a.npz",
    bytes: zip([{ name: "a.npy", data: rows, size: 10 }]),
    says: "can't be",
  },
  "a gigabyte out of a few bytes": {
    name: "a.npz",
    bytes: zip([{ name: "a.npy", data: rows, isDeflated: true, size: 1e9 }]),
    says: "can't be",
  },
  "fewer bytes than claimed": {
    name: "a.npz",
    bytes: zip([{ name: "a.npy", data: rows, isDeflated: true, size: rows.length + 9 }]),
    says: "unpacks to fewer",
  },
  "more bytes than claimed": {
    name: "a.npz",
    bytes: zip([{ name: "a.npy", data: bytesOf(rows, rows), isDeflated: true, size: rows.length }]),
    says: "unpacks to more",
  },
  "a quarter of a gigabyte of zeros": {
    name: "a.npz",
    bytes: zip([{ name: "a.npy", data: bomb, isDeflated: true, crc: 0 }]),
    says: "as no predictions do",
  },
  "zeros behind a small shape": {
    name: "a.npz",
    bytes: zip([
      { name: "a.npy", data: bytesOf(rows, new Uint8Array(2 ** 24)), isDeflated: true, crc: 0 },
    ]),
    says: "needs",
  },
  "compressed bytes that are none": {
    name: "a.npz",
    bytes: zip([{ name: "a.npy", data: bytesOf([7, 7, 7, 7, 7], rows), method: 8 }]),
    says: "can't be unpacked",
  },
  "an array in the archive that is none": {
    name: "a.npz",
    bytes: zip([{ name: "a.npy", data: text("hello, I am no array") }]),
    says: ".npy file",
  },
  "an object array in the archive": {
    name: "a.npz",
    bytes: zip([{ name: "predictions.npy", data: npy(header("(2,)", "'|O'")) }]),
    says: "np.savez",
  },
  "labels for other rows": {
    name: "a.npz",
    bytes: zip([
      { name: "predictions.npy", data: rows },
      { name: "label_ids.npy", data: npy(header("(3,)", "'|i1'"), bytesOf([0, 1, 1])) },
    ]),
    says: "3 labels for 2 rows",
  },
  "a label outside of the classes": {
    name: "a.npz",
    bytes: zip([
      { name: "predictions.npy", data: rows },
      { name: "label_ids.npy", data: npy(header("(2,)", "'|i1'"), bytesOf([1, 2])) },
    ]),
    says: "count from 1",
  },
  "a label beyond 2 to the 53": {
    name: "a.npz",
    bytes: zip([
      { name: "predictions.npy", data: rows },
      {
        name: "label_ids.npy",
        data: npy(
          header("(2,)", "'<i8'"),
          bytesOf(u64(1), [255, 255, 255, 255, 255, 255, 255, 127]),
        ),
      },
    ]),
    says: "row 1",
  },

  "a header longer than the file, safetensors": {
    name: "a.safetensors",
    bytes: safetensors({ a: tensor({}) }, undefined, 1e9),
    says: "don't start as",
  },
  "a header that isn't JSON": {
    name: "a.safetensors",
    bytes: safetensors("{'a': 1}"),
    says: "not JSON",
  },
  "a header that is cut": {
    name: "a.safetensors",
    bytes: safetensors({ a: tensor({}) }, undefined, 20),
    says: "not JSON",
  },
  "a tensor that is a number": {
    name: "a.safetensors",
    bytes: safetensors({ a: 3 }),
    says: "dtype, shape and data_offsets",
  },
  "no tensors": {
    name: "a.safetensors",
    bytes: safetensors({}, text("")),
    says: "none of its arrays",
  },
  "overlapping tensors": {
    name: "a.safetensors",
    bytes: safetensors({ a: tensor({}), b: tensor({ data_offsets: [8, 24] }) }),
    says: "overlaps",
  },
  "a gap between tensors": {
    name: "a.safetensors",
    bytes: safetensors({ a: tensor({ data_offsets: [4, 20] }) }),
    says: "gap",
  },
  "tensors of ten gigabytes": {
    name: "a.safetensors",
    bytes: safetensors({ a: tensor({ shape: [1250000000, 2], data_offsets: [0, 1e10] }) }),
    says: "claims 10,000,000,000 bytes",
  },
  "a tensor that ends before it starts": {
    name: "a.safetensors",
    bytes: safetensors({ a: tensor({ data_offsets: [16, 0] }) }),
    says: "needs",
  },
  "negative offsets": {
    name: "a.safetensors",
    bytes: safetensors({ a: tensor({ data_offsets: [-16, 0] }) }),
    says: "dtype, shape",
  },
  "a negative size, safetensors": {
    name: "a.safetensors",
    bytes: safetensors({ a: tensor({ shape: [-2, -2] }) }),
    says: "dtype, shape",
  },
  "a shape that is none": {
    name: "a.safetensors",
    bytes: safetensors({ a: tensor({ shape: "2" }) }),
    says: "dtype, shape",
  },
  "a type of the future": {
    name: "a.safetensors",
    bytes: safetensors({ a: tensor({ dtype: "F8_E4M3" }) }),
    says: "isn't read",
  },
  "a tensor called __proto__": {
    name: "a.safetensors",
    bytes: safetensors('{"__proto__": {"dtype": "I64", "shape": [2], "data_offsets": [0, 16]}}'),
    says: "class ids",
  },
  "a label map that is none": {
    name: "a.safetensors",
    bytes: safetensors({ a: tensor({}), __metadata__: { id2label: "{no" } }),
    says: "id2label",
  },
  "bytes after the tensors": {
    name: "a.safetensors",
    bytes: safetensors({ a: tensor({ shape: [1, 2], data_offsets: [0, 8] }) }),
    says: "after its last",
  },

  "a pickle": {
    name: "a.pkl",
    bytes: bytesOf([0x80, 4], "cos\nsystem\n(S'id'\ntR."),
    says: "run code",
  },
  "a pickle of protocol 0": {
    name: "a.pkl",
    bytes: text("cos\nsystem\n(S'id'\ntR."),
    says: "run code",
  },
  "a pickle under another name": {
    name: "a.npy",
    bytes: bytesOf([0x80, 4], "cos\nsystem\n(S'id'\ntR."),
    says: "run code",
  },
  "a tensor file that would call os.system": {
    name: "a.pt",
    bytes: pt(bytesOf([0x80, 2], "cos\nsystem\n", "(X", u32(2), "id", "tR.")),
    says: '"os.system"',
  },
  "a tensor file that would call eval": {
    name: "a.pt",
    bytes: pt(bytesOf([0x80, 4, 0x8c, 8], "builtins", [0x8c, 4], "eval", [0x93], ")R.")),
    says: '"builtins.eval"',
  },
  "a tensor file that would build an object": {
    name: "a.pt",
    bytes: pt(bytesOf([0x80, 2], "}}b.")),
    says: "0x62",
  },
  "a pickle that is cut": {
    name: "a.pt",
    bytes: pt(tensorPickle([2, 2], [2, 1]).subarray(0, 50)),
    says: "cut or damaged",
  },
  "a pickle with nothing on its stack": {
    name: "a.pt",
    bytes: pt(bytesOf([0x80, 2], "R.")),
    says: "cut or damaged",
  },
  "a pickle that is only marks": {
    name: "a.pt",
    bytes: pt(bytesOf([0x80, 2], "(".repeat(100000), ".")),
    says: "cut or damaged",
  },
  "a pickle nested 100,000 deep": {
    name: "a.pt",
    bytes: pt(bytesOf([0x80, 2], "]".repeat(100000), "a".repeat(99999), ".")),
    says: "is no tensor",
  },
  "a list of itself": {
    name: "a.pt",
    bytes: pt(bytesOf([0x80, 2], "]q", [0], "h", [0], "a.")),
    says: "is no tensor",
  },
  "a pickled text of four gigabytes": {
    name: "a.pt",
    bytes: pt(bytesOf([0x80, 2], "X", u32(2 ** 32 - 1), "a.")),
    says: "cut or damaged",
  },
  "a tensor larger than its storage": {
    name: "a.pt",
    bytes: pt(tensorPickle([200, 200], [200, 1])),
    says: "too few",
  },
  "a tensor of one number, 40,000 times": {
    name: "a.pt",
    bytes: pt(tensorPickle([200, 200], [0, 0])),
    says: ".contiguous()",
  },
  "a tensor that starts outside": {
    name: "a.pt",
    bytes: pt(tensorPickle([2, 1], [1, 1], 200)),
    says: "too few",
  },
  "a storage that is missing": {
    name: "a.pt",
    bytes: zip([{ name: "p/data.pkl", data: tensorPickle([2, 2], [2, 1]) }]),
    says: "isn't described",
  },
  "a storage of another type": {
    name: "a.pt",
    bytes: pt(tensorPickle([2, 2], [2, 1], 0, "ComplexFloatStorage")),
    says: "isn't described",
  },
  "strides for other axes": {
    name: "a.pt",
    bytes: pt(tensorPickle([2, 2], [1])),
    says: "isn't described",
  },

  "a Parquet file that is only its magic": {
    name: "a.parquet",
    bytes: text("PAR1PAR1"),
    says: "Parquet file that was cut",
  },
  "a Parquet footer of two gigabytes": {
    name: "a.parquet",
    bytes: bytesOf("PAR1", u32(2 ** 31 - 1), "PAR1"),
    says: "cut or damaged",
  },
  "a Parquet footer of nonsense": {
    name: "a.parquet",
    bytes: bytesOf("PAR1", new Uint8Array(64).fill(0xff), u32(64), "PAR1"),
    says: "cut or damaged",
  },
  "a file that is only called Parquet": {
    name: "a.parquet",
    bytes: text("a,b\n1,2\n"),
    says: "don't start as",
  },

  "JSON nested 100,000 deep": {
    name: "a.json",
    bytes: text("[".repeat(100000) + "]".repeat(100000)),
    says: "nested more than 50 deep",
  },
  "JSON objects nested 100,000 deep": {
    name: "a.json",
    bytes: text(`${'{"a":'.repeat(100000)}1${"}".repeat(100000)}`),
    says: "nested more than 50 deep",
  },
  "JSON that is cut": { name: "a.json", bytes: text("[[1, 2], [3"), says: "not JSON" },
  "JSON that is a text": { name: "a.json", bytes: text('"hello"'), says: "no predictions" },
  "JSON that is a number": { name: "a.json", bytes: text("7"), says: "no predictions" },
  "JSON null": { name: "a.json", bytes: text("null"), says: "no predictions" },
  "an empty list": { name: "a.json", bytes: text("[]"), says: "empty list" },
  "an empty row": { name: "a.json", bytes: text("[[]]"), says: "row 0" },
  "an empty object": { name: "a.json", bytes: text("{}"), says: "none is called" },
  "rows of different lengths": {
    name: "a.json",
    bytes: text("[[1, 2], [3]]"),
    says: "row 1 has 1",
  },
  "a null among numbers": {
    name: "a.json",
    bytes: text("[[1, null], [3, 4]]"),
    says: "row 0, column 1 is empty",
  },
  "a word among numbers": {
    name: "a.json",
    bytes: text('[[1, "x"], [3, 4]]'),
    says: "row 0, column 1",
  },
  "a row that is a number": { name: "a.json", bytes: text("[[1, 2], 3]"), says: "row 1" },
  "a record with __proto__": {
    name: "a.json",
    bytes: text('[{"__proto__": {"logits": [1, 2]}}]'),
    says: "no column holds predictions",
  },
  "a tensor of other dims": {
    name: "a.json",
    bytes: text('{"data": [1, 2, 3], "dims": [2, 2]}'),
    says: "belong together",
  },
  "a tensor of 10 billion": {
    name: "a.json",
    bytes: text('{"data": [1, 2, 3], "dims": [1e5, 1e5]}'),
    says: "belong together",
  },
  "a tensor without numbers": {
    name: "a.json",
    bytes: text('{"data": null, "dims": null}'),
    says: "belong together",
  },
  "a label that is no class": {
    name: "a.json",
    bytes: text('{"logits": [[1, 2]], "labels": ["joy"], "id2label": {"0": "a", "1": "b"}}'),
    says: "classes are",
  },
  "a label map with a hole": {
    name: "a.json",
    bytes: text('{"logits": [[1, 2]], "id2label": {"0": "a", "7": "b"}}'),
    says: "id2label",
  },
  "a class twice": {
    name: "a.json",
    bytes: text('[[{"label": "a", "score": 0.5}, {"label": "a", "score": 0.5}]]'),
    says: "twice",
  },
  "a score that is a text": {
    name: "a.json",
    bytes: text('[[{"label": "a", "score": "high"}, {"label": "b", "score": 0.5}]]'),
    says: "score",
  },
  "a line that isn't JSON": { name: "a.jsonl", bytes: text("[1, 2]\n[3, 4\n"), says: "line 2" },
  "lines of different kinds": {
    name: "a.jsonl",
    bytes: text('{"a": 1, "b": 2}\n[3, 4]\n'),
    says: "row 1",
  },

  "a CSV with ragged rows": { name: "a.csv", bytes: text("a,b\n1,2\n3\n"), says: "line 3" },
  "a CSV with an open quote": { name: "a.csv", bytes: text('a,b\n1,"2\n3,4\n'), says: "closing" },
  "a CSV with a name twice": {
    name: "a.csv",
    bytes: text("a,a\n1,2\n"),
    says: "two of its columns",
  },
  "a CSV with nothing but a header": { name: "a.csv", bytes: text("joy,fear\n"), says: "no rows" },
  "a CSV of empty lines": { name: "a.csv", bytes: text("\n\n\n"), says: "empty" },
  "a CSV with a word in a number's place": {
    name: "a.csv",
    bytes: text("a,b\n1,2.5\n3,x\n"),
    says: 'row 1, column "b"',
  },
  "a CSV with decimal commas": {
    name: "a.csv",
    bytes: text("a;b\n1.5;2.5\n0,5;3.5\n"),
    says: "decimal point",
  },
  "a CSV that isn't UTF-8": {
    name: "a.csv",
    bytes: bytesOf("a,b\n", [0xff, 0xfe, 0xc3, 0x28]),
    says: "UTF-8",
  },
  "a CSV in UTF-16": {
    name: "a.csv",
    bytes: bytesOf([0xff, 0xfe], [0x61, 0, 0x2c, 0]),
    says: "UTF-16",
  },
  "a program": {
    name: "predictions",
    bytes: bytesOf([0x7f], "ELF", [2, 1, 1, 0], new Uint8Array(40)),
    says: "neither",
  },
  "a CSV in gzip": {
    name: "a.csv.gz",
    bytes: new Uint8Array(gzipSync("a,b\n1,2\n")),
    says: "gunzip",
  },
  "an HDF5 file": { name: "a.h5", bytes: bytesOf([0x89], "HDF\r\n", [0x1a, 0x0a]), says: "HDF5" },
  "an Arrow file": { name: "a.feather", bytes: bytesOf("ARROW1", [0, 0]), says: "to_parquet" },
};
