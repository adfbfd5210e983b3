package cruddur.local.invoke;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds AWS's runtime interface emulator, which aws-sam-cli's wheel carries. */
final class Emulators {

  private Emulators() {}

  /**
   * The emulator of this machine's kind in the project's virtual environment {@code .venv}; empty
   * without one.
   */
  static Optional<Path> find(Path home) throws IOException {
    Path libraries = home.resolve(".venv/lib");
    if (!Files.isDirectory(libraries)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> pythons = Files.newDirectoryStream(libraries, "python3*")) {
      for (Path python : pythons) {
        Path emulator =
            python.resolve("site-packages/samcli/local/rapid/aws-lambda-rie-" + architecture());
        if (Files.isExecutable(emulator)) {
          return Optional.of(emulator);
        }
      }
    }
    return Optional.empty();
  }

  private static String architecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
  }
}
