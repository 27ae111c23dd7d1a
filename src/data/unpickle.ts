import { type FileAt, quoted, refusal } from "./bytes.js";

/** A call that a pickle asks for. It is noted and never made. */
export interface PickledCall {
  /** `torch._utils._rebuild_tensor_v2` */
  readonly callable: string;
  readonly args: readonly unknown[];
}

/** An object that is stored outside of the pickle, by the note that says where. */
export interface PickledReference {
  readonly reference: unknown;
}

/**
 * Reads the small part of Python's pickle language that `torch.save` uses for tensors in dicts, lists and tuples.
 *
 * Nothing is executed: a name stays a name, and a call becomes a note of the call. Dicts become `Map`s, so that no key has
 * a meaning.
 *
 * @param allowed the names that may occur; a pickle with any other is refused unread
 * @throws {PredictionsError} for any other name or instruction, and for a pickle that is cut
 *
 * @see https://github.com/python/cpython/blob/main/Lib/pickletools.py
 */
export function unpickle(bytes: Uint8Array, allowed: RegExp, at: FileAt): unknown {
  const machine = new Machine(bytes, allowed, at);
  return machine.run();
}

const mark = Symbol("mark");

/** A name, such as `collections.OrderedDict`. */
class Name {
  constructor(readonly name: string) {}
}

class Machine {
  readonly #view: DataView;
  readonly #memo = new Map<number, unknown>();
  readonly #stack: unknown[] = [];
  #place = 0;

  constructor(
    readonly bytes: Uint8Array,
    readonly allowed: RegExp,
    readonly at: FileAt,
  ) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  run(): unknown {
    for (;;) {
      const code = this.#byte();
      if (code === 0x2e) return this.#pop();
      this.#step(code);
    }
  }

  /** One instruction. */
  #step(code: number): void {
    const push = (value: unknown) => this.#stack.push(value);
    switch (code) {
      case 0x80: // PROTO
        this.#byte();
        return;
      case 0x95: // FRAME
        this.#take(8);
        return;
      case 0x28: // MARK
        push(mark);
        return;
      case 0x4e: // NONE
        push(null);
        return;
      case 0x88: // NEWTRUE
        push(true);
        return;
      case 0x89: // NEWFALSE
        push(false);
        return;
      case 0x4b: // BININT1
        push(this.#byte());
        return;
      case 0x4d: // BININT2
        push(this.#view.getUint16(this.#take(2), true));
        return;
      case 0x4a: // BININT
        push(this.#view.getInt32(this.#take(4), true));
        return;
      case 0x8a: // LONG1
        push(this.#long(this.#byte()));
        return;
      case 0x47: // BINFLOAT
        push(this.#view.getFloat64(this.#take(8)));
        return;
      case 0x58: // BINUNICODE
        push(this.#text(this.#view.getUint32(this.#take(4), true)));
        return;
      case 0x8c: // SHORT_BINUNICODE
        push(this.#text(this.#byte()));
        return;
      case 0x7d: // EMPTY_DICT
        push(new Map());
        return;
      case 0x5d: // EMPTY_LIST
      case 0x29: // EMPTY_TUPLE
        push([]);
        return;
      case 0x74: // TUPLE
        push(this.#toMark());
        return;
      case 0x85: // TUPLE1
      case 0x86: // TUPLE2
      case 0x87: // TUPLE3
        push(this.#popMany(code - 0x84));
        return;
      case 0x61: // APPEND
        this.#append([this.#pop()]);
        return;
      case 0x65: // APPENDS
        this.#append(this.#toMark());
        return;
      case 0x73: // SETITEM
        this.#setItems(this.#popMany(2));
        return;
      case 0x75: // SETITEMS
        this.#setItems(this.#toMark());
        return;
      case 0x71: // BINPUT
        this.#memo.set(this.#byte(), this.#top());
        return;
      case 0x72: // LONG_BINPUT
        this.#memo.set(this.#view.getUint32(this.#take(4), true), this.#top());
        return;
      case 0x94: // MEMOIZE
        this.#memo.set(this.#memo.size, this.#top());
        return;
      case 0x68: // BINGET
        push(this.#recall(this.#byte()));
        return;
      case 0x6a: // LONG_BINGET
        push(this.#recall(this.#view.getUint32(this.#take(4), true)));
        return;
      case 0x63: // GLOBAL
        push(this.#name(this.#line(), this.#line()));
        return;
      case 0x93: {
        // STACK_GLOBAL
        const [module, name] = this.#popMany(2);
        push(this.#name(String(module), String(name)));
        return;
      }
      case 0x51: // BINPERSID
        push({ reference: this.#pop() } satisfies PickledReference);
        return;
      case 0x52: // REDUCE
        push(this.#call());
        return;
      default:
        throw this.#refuse(
          `its pickle has the instruction 0x${code.toString(16)}, which tensors don't need`,
        );
    }
  }

  #call(): unknown {
    const [callable, args] = this.#popMany(2);
    if (!(callable instanceof Name) || !Array.isArray(args)) throw this.#damaged();
    if (callable.name === "collections.OrderedDict" && args.length === 0) return new Map();
    return { callable: callable.name, args } satisfies PickledCall;
  }

  #name(module: string, name: string): Name {
    const whole = `${module}.${name}`;
    if (this.allowed.test(whole)) return new Name(whole);
    throw this.#refuse(`its pickle asks for ${quoted(whole)}, which is no tensor`);
  }

  #append(values: readonly unknown[]): void {
    const list = this.#top();
    if (!Array.isArray(list)) throw this.#damaged();
    for (const value of values) list.push(value);
  }

  #setItems(items: readonly unknown[]): void {
    const dict = this.#top();
    if (!(dict instanceof Map) || items.length % 2 > 0) throw this.#damaged();
    for (let i = 0; i < items.length; i += 2) dict.set(items[i], items[i + 1]);
  }

  #recall(index: number): unknown {
    if (!this.#memo.has(index)) throw this.#damaged();
    return this.#memo.get(index);
  }

  #top(): unknown {
    if (this.#stack.length === 0) throw this.#damaged();
    return this.#stack[this.#stack.length - 1];
  }

  #pop(): unknown {
    const value = this.#top();
    this.#stack.pop();
    if (value === mark) throw this.#damaged();
    return value;
  }

  #popMany(count: number): unknown[] {
    const values = Array.from({ length: count }, () => this.#pop());
    return values.reverse();
  }

  #toMark(): unknown[] {
    const start = this.#stack.lastIndexOf(mark);
    if (start < 0) throw this.#damaged();
    const values = this.#stack.splice(start);
    return values.slice(1);
  }

  #byte(): number {
    return this.bytes[this.#take(1)];
  }

  /** Moves on by `count` bytes and returns where they start. */
  #take(count: number): number {
    const start = this.#place;
    if (start + count > this.bytes.length) throw this.#damaged();
    this.#place += count;
    return start;
  }

  #text(length: number): string {
    const start = this.#take(length);
    return new TextDecoder().decode(this.bytes.subarray(start, start + length));
  }

  #line(): string {
    const end = this.bytes.indexOf(0x0a, this.#place);
    if (end < 0) throw this.#damaged();
    const text = this.#text(end - this.#place);
    this.#place++;
    return text;
  }

  /** A little-endian whole number; sizes and strides need no more than seven bytes. */
  #long(length: number): number {
    if (length > 7) throw this.#damaged();
    const start = this.#take(length);
    let value = 0;
    for (let i = length - 1; i >= 0; i--) value = value * 256 + this.bytes[start + i];
    const isNegative = length > 0 && this.bytes[start + length - 1] >= 0x80;
    return isNegative ? value - 256 ** length : value;
  }

  #damaged() {
    return refusal(this.at, "its pickle was cut or damaged; save it again");
  }

  #refuse(what: string) {
    return refusal(
      this.at,
      `${what}, and a pickle can run code, so nothing but tensors is read; save the numbers with np.savez("predictions.npz", predictions=…, label_ids=…) or as a dict of tensors with torch.save`,
    );
  }
}
