package cruddur.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a user has written and not sent, while the database refuses changes. */
@ExtendWith(BrowserExtension.class)
class UserStoreTest {

  /** A refused change ends as on a full disk: the transaction is aborted after the call. */
  private static final String PRELUDE =
      """
      const { UserStore } = await import(new URL("assets/messages/user-store.js", document.baseURI));
      const { commit, abort } = IDBTransaction.prototype;
      const refuse = (refused) => (IDBTransaction.prototype.commit = refused ? abort : commit);
      const user = crypto.randomUUID();
      const open = () => UserStore.open(user);
      const store = await open();
      const stored = async (name) => (await open()).get(name);
      const until = async (condition) => {
        while (!condition()) await new Promise((resolve) => setTimeout(resolve));
      };
      """;

  @Test
  void aValueThatIsBeingStoredIsKeptWhenThatFails(MessengerPage page) {
    assertResult(
        "text text false",
        page,
        """
        refuse(true);
        const writing = store.write({ name: "text" });
        const fetched = await store.fetch("name");
        await writing;
        return [fetched, store.get("name"), store.isStored].join(" ");
        """);
  }

  @Test
  void aValueThatChangesWhileItIsFetchedKeepsTheChange(MessengerPage page) {
    assertResult(
        "later later true",
        page,
        """
        await store.write({ name: "text" });
        const fetching = store.fetch("name");
        const writing = store.write({ name: "later" });
        const fetched = await fetching;
        await writing;
        return [fetched, store.get("name"), store.isStored].join(" ");
        """);
  }

  @Test
  void aRefusedChangeIsStoredWithTheNextOne(MessengerPage page) {
    assertResult(
        "false text true",
        page,
        """
        refuse(true);
        await store.write({ name: "text" });
        const wasStored = store.isStored;
        refuse(false);
        await store.write({ other: "text" });
        return [wasStored, await stored("name"), store.isStored].join(" ");
        """);
  }

  @Test
  void aRefusedChangeDoesNotReplaceALaterOne(MessengerPage page) {
    assertResult(
        "later null true",
        page,
        """
        await store.write({ removed: "text" });
        refuse(true);
        const refused = store.write({ name: "earlier", removed: "earlier" });
        refuse(false);
        await store.write({ name: "later", removed: null });
        await refused;
        await store.write({ other: "text" });
        return [await stored("name"), String(await stored("removed")), store.isStored].join(" ");
        """);
  }

  @Test
  void aRefusedChangeDoesNotReplaceALaterOneOfAnotherTab(MessengerPage page) {
    assertResult(
        "later later",
        page,
        """
        const other = await open();
        refuse(true);
        await store.write({ name: "earlier" });
        await until(() => other.get("name") === "earlier");
        refuse(false);
        await other.write({ name: "later" });
        await until(() => store.get("name") === "later");
        await store.write({ unrelated: "text" });
        return [await stored("name"), await store.fetch("name")].join(" ");
        """);
  }

  private static void assertResult(String expected, MessengerPage page, String steps) {
    page.open("");

    assertEquals(expected, page.runAsync(PRELUDE + steps));
  }
}
