/** Returns whether a user has these words in their name or handle, whatever their case and accents. */
export function matcher(text) {
  const words = plain(text).split(/\s+/).filter(Boolean);
  return ({ display_name: name, handle }) => {
    const searched = `${plain(name)} @${plain(handle)}`;
    return words.every((word) => searched.includes(word));
  };
}

function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
