package cruddur.local.invoke;

import cruddur.toolkit.template.FunctionDefinition;
import java.nio.file.Path;

/**
 * A built function, and its runtime.
 *
 * @param folder what is deployed: classes, and libraries in {@code lib/}
 * @param runtime the folder with the libraries of AWS's Java runtime
 */
public record FunctionOnDisk(FunctionDefinition definition, Path folder, Path runtime) {}
