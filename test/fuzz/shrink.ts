/**
 * The smallest input that was found to fail like the one given, by leaving out ever smaller pieces (Zeller's ddmin).
 *
 * @param fails whether an input still does what is looked for
 * @param mostTries keeps a slow input from being shrunk for hours
 */
export async function shrunk(
  input: Buffer,
  fails: (candidate: Buffer) => Promise<boolean>,
  mostTries = 2_000,
): Promise<Buffer> {
  let smallest = input;
  let piece = Math.ceil(input.length / 2);
  let tries = 0;
  while (piece > 0 && tries < mostTries) {
    let shortened = false;
    for (let at = 0; at < smallest.length && tries < mostTries; tries += 1) {
      const candidate = Buffer.concat([smallest.subarray(0, at), smallest.subarray(at + piece)]);
      if (await fails(candidate)) {
        smallest = candidate;
        shortened = true;
      } else {
        at += piece;
      }
    }
    if (!shortened || piece > smallest.length) {
      piece = Math.floor(Math.min(piece, smallest.length) / 2);
    }
  }
  return smallest;
}
