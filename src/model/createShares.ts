/** One holder's part in a shared value. */
export interface Share<Value> {
  readonly value: Value;
  /** Gives the part back; the last holder's `release` closes the value. Calling it again does nothing more. */
  release(): Promise<void>;
}

/**
 * Makes a place that opens a value once for each key, however many hold it, and closes it when the last holder has let go.
 *
 * A value that can't be opened is not kept: everyone who waited for it gets the error, and the next `hold` tries again. One
 * that is asked for while its predecessor is being closed is opened afresh.
 */
export function createShares<Value>(
  close: (value: Value) => unknown,
): (key: string, open: () => Promise<Value>) => Promise<Share<Value>> {
  const shares = new Map<string, { value: Promise<Value>; holders: number }>();

  return async function hold(key, open) {
    const share = shares.get(key) ?? { value: open(), holders: 0 };
    shares.set(key, share);
    share.holders++;
    try {
      const value = await share.value;
      let released: Promise<void> | undefined;
      return { value, release: () => (released ??= letGo(value)) };
    } catch (error) {
      if (shares.get(key) === share) shares.delete(key);
      throw error;
    }

    async function letGo(value: Value): Promise<void> {
      share.holders--;
      if (share.holders > 0) return;
      shares.delete(key);
      await close(value);
    }
  };
}
