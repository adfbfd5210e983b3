package cruddur.local.invoke;

import cruddur.local.lambda.Invocable;

/** A function in a process of AWS's Java runtime, until it is closed. */
interface RunningFunction extends Invocable, AutoCloseable {

  @Override
  void close();
}
