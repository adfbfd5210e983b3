package cruddur.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * AWS's own client, installed from npm into a folder of the build, and a certificate for the proxy
 * before the local system.
 */
record AmplifyInstallation(Path folder, Path keystore) {

  static final String PASSWORD = "not-secret";

  /** What bin/test prints if the client cannot be installed. */
  static final String MISSING = "Amplify tests left out: ";

  private static final Path SOURCE = Path.of("src", "test", "amplify");
  private static final Path FOLDER = Path.of("target", "amplify").toAbsolutePath();
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", "client.mjs");

  /** The installation, or why there is none. */
  sealed interface Result {

    record Installed(AmplifyInstallation installation) implements Result {}

    record Failed(String reason) implements Result {}
  }

  /** Installs the client, unless the folder has this version of it. */
  static Result install() throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    Path installedLock = FOLDER.resolve("installed-lock.json");
    boolean isInstalled =
        Files.exists(installedLock)
            && Files.mismatch(installedLock, SOURCE.resolve("package-lock.json")) < 0;
    for (String file : FILES) {
      Files.copy(SOURCE.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    Optional<String> problem = run("node", "--version");
    if (problem.isEmpty() && !isInstalled) {
      problem = run("npm", "ci", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts");
      if (problem.isEmpty()) {
        Files.copy(
            SOURCE.resolve("package-lock.json"),
            installedLock,
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (problem.isPresent()) {
      return new Result.Failed(MISSING + problem.get());
    }
    return new Result.Installed(new AmplifyInstallation(FOLDER, createKeystore()));
  }

  private static Path createKeystore() throws IOException, InterruptedException {
    Path keystore = FOLDER.resolve("localhost.p12");
    if (!Files.exists(keystore)) {
      String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
      run(
              keytool,
              "-genkeypair",
              "-alias",
              "localhost",
              "-keyalg",
              "RSA",
              "-validity",
              "3650",
              "-dname",
              "CN=localhost",
              "-ext",
              "SAN=dns:localhost",
              "-storetype",
              "PKCS12",
              "-storepass",
              PASSWORD,
              "-keystore",
              keystore.toString())
          .ifPresent(problem -> {
            throw new IllegalStateException(problem);
          });
    }
    return keystore;
  }

  /** Runs a command in the folder. Returns why it failed; empty if it succeeded. */
  private static Optional<String> run(String... command) throws InterruptedException {
    try {
      Path output = FOLDER.resolve("output.log");
      Process process =
          new ProcessBuilder(command)
              .directory(FOLDER.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(3, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        return Optional.of(command[0] + " did not end within three minutes");
      }
      return process.exitValue() == 0
          ? Optional.empty()
          : Optional.of(command[0] + " failed: " + lastLine(Files.readString(output)));
    } catch (IOException e) {
      return Optional.of(command[0] + " is not installed");
    }
  }

  private static String lastLine(String output) {
    return output.lines().filter(line -> !line.isBlank()).reduce("", (_, last) -> last);
  }
}
