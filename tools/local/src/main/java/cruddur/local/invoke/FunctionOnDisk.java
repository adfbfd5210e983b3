package cruddur.local.invoke;

import cruddur.toolkit.template.FunctionDefinition;
import java.nio.file.Path;

/**
 * A function that has been built, and what it is to run in.
 *
 * @param folder its classes, and its libraries in {@code lib/}: what is uploaded
 * @param runtime the folder with the libraries of AWS's Java runtime
 */
record FunctionOnDisk(FunctionDefinition definition, Path folder, Path runtime) {}
