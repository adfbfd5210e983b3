package cruddur.bench.runtime;

import cruddur.local.invoke.FunctionOnDisk;
import cruddur.toolkit.template.FunctionDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folders of built functions.
 *
 * @param home the project's folder
 */
record FunctionFolders(Path home) {

  /** The folder that Maven builds, which is identical to what is deployed. */
  Path built() {
    return home.resolve("functions/target/function");
  }

  FunctionOnDisk function(FunctionDefinition definition) {
    return new FunctionOnDisk(definition, built(), runtime());
  }

  /**
   * The bare function, with the libraries of a built one.
   *
   * @param like whose environment and settings it has
   * @param folder an empty folder
   */
  FunctionOnDisk bareQuery(FunctionDefinition like, Path folder) throws IOException {
    Class<?> handler = BareQueryFunction.class;
    String file = handler.getName().replace('.', '/') + ".class";
    Path target = folder.resolve(file);
    Files.createDirectories(target.getParent());
    try (InputStream bytes = handler.getResourceAsStream("/" + file)) {
      Files.copy(bytes, target);
    }
    Files.createSymbolicLink(folder.resolve("lib"), built().resolve("lib"));
    FunctionDefinition definition =
        new FunctionDefinition(
            "BareQuery",
            handler.getName(),
            "handleRequest",
            like.environment(),
            like.timeout(),
            like.memorySize(),
            like.alias(),
            like.events());
    return new FunctionOnDisk(definition, folder, runtime());
  }

  private Path runtime() {
    return home.resolve("tools/local/target/runtime");
  }
}
