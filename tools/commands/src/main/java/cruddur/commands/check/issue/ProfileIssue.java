package cruddur.commands.check.issue;

import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.store.dynamodb.item.MessagesTable;

/** A profile that differs by sign-in and by handle. */
public sealed interface ProfileIssue extends Issue {

  /** A sign-in whose handle has no row. */
  record SignInWithoutHandle(SignInProfile signIn) implements ProfileIssue {

    @Override
    public String code() {
      return "sign-in-without-handle";
    }

    @Override
    public String key() {
      return MessagesTable.pk(signIn.key());
    }

    @Override
    public String description() {
      return "its handle %s has no row".formatted(signIn.profile().handle());
    }
  }

  /**
   * A sign-in whose handle belongs to another user.
   *
   * @param owner describes the owner of the handle
   */
  record HandleOfAnother(SignInProfile signIn, String owner) implements ProfileIssue {

    @Override
    public String code() {
      return "handle-of-another";
    }

    @Override
    public String key() {
      return MessagesTable.pk(signIn.key());
    }

    @Override
    public String description() {
      return "its handle %s %s".formatted(signIn.profile().handle(), owner);
    }
  }

  /** A user whose two profile rows differ. */
  record ProfilesDiffer(SignInProfile signIn) implements ProfileIssue {

    @Override
    public String code() {
      return "profiles-differ";
    }

    @Override
    public String key() {
      return MessagesTable.pk(signIn.key());
    }

    @Override
    public String description() {
      return "the row of its handle %s has another display name"
          .formatted(signIn.profile().handle());
    }
  }

  /** A handle whose user has no sign-in. */
  record HandleWithoutSignIn(RowKey.OfHandle handle, String userUuid) implements ProfileIssue {

    @Override
    public String code() {
      return "handle-without-sign-in";
    }

    @Override
    public String key() {
      return MessagesTable.pk(handle);
    }

    @Override
    public String description() {
      return "no sign-in has this handle and user %s".formatted(userUuid);
    }
  }
}
