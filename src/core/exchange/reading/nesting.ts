/** Whether JSON nests deeper than a record does: parsing endless brackets takes a hundred bytes for each. */
export function nestsDeeper(json: string, levels: number): boolean {
  let depth = 0;
  for (let at = 0; at < json.length; at += 1) {
    const letter = json.charCodeAt(at);
    if (letter === 0x22) {
      at = endOfString(json, at);
    } else if (letter === 0x5b || letter === 0x7b) {
      depth += 1;
      if (depth > levels) {
        return true;
      }
    } else if (letter === 0x5d || letter === 0x7d) {
      depth -= 1;
    }
  }
  return false;
}

/** The index of the quote that ends the string, or the end of the text. */
function endOfString(json: string, start: number): number {
  for (let at = start + 1; at < json.length; at += 1) {
    const letter = json.charCodeAt(at);
    if (letter === 0x5c) {
      at += 1;
    } else if (letter === 0x22) {
      return at;
    }
  }
  return json.length;
}
