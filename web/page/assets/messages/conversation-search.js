/** To find a conversation, at most so many pages of each list are loaded. */
const MAX_PAGES = 5;

/**
 * Loads more of the listed conversations, and then of the hidden ones, until one is found. Returns whether both lists are
 * complete.
 */
export async function searchConversations({ conversations, hidden }, isFound) {
  await loadPages(conversations, isFound);
  if (!isFound()) {
    await hidden.refresh();
    await loadPages(hidden, isFound);
  }
  return !conversations.hasMore && !hidden.hasMore;
}

async function loadPages(list, isFound) {
  for (let page = 0; page < MAX_PAGES && list.hasMore && !isFound(); page += 1) {
    await list.loadMore();
  }
}
