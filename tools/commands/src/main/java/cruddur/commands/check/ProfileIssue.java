package cruddur.commands.check;

import cruddur.messaging.port.row.RowKey;
import cruddur.messaging.port.row.SignInProfile;
import cruddur.store.dynamodb.MessagesTable;

/** A profile that does not stand alike under sign-in and handle. */
sealed interface ProfileIssue extends Issue {

  /** Who signs in so cannot be found by his handle. */
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
    public String what() {
      return "nothing stands under its handle %s".formatted(signIn.profile().handle());
    }
  }

  /** Who signs in so is found by his handle as somebody else. */
  record HandleOfAnother(SignInProfile signIn, String whose) implements ProfileIssue {

    @Override
    public String code() {
      return "handle-of-another";
    }

    @Override
    public String key() {
      return MessagesTable.pk(signIn.key());
    }

    @Override
    public String what() {
      return "its handle %s is %s".formatted(signIn.profile().handle(), whose);
    }
  }

  /** One user, written differently in his two rows. */
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
    public String what() {
      return "under its handle %s the same user's name is written otherwise"
          .formatted(signIn.profile().handle());
    }
  }

  /** Nobody signs in as the user who has this handle. */
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
    public String what() {
      return "no sign-in has this handle and its user %s".formatted(userUuid);
    }
  }
}
