package cruddur.local.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of this project that were not built. */
final class Repository {

  static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

  private static final List<String> MODULES =
      List.of("functions", "tools/toolkit", "tools/local", "tools/commands", "web", "bench");

  private Repository() {}

  /** README.md, CONTRIBUTING.md, docs/ and the README.md of each folder. */
  static List<MarkdownFile> docs() {
    return Stream.of(files("", 1), files("docs", 1), subfolders().flatMap(name -> files(name, 1)))
        .flatMap(files -> files)
        .filter(file -> file.getFileName().toString().endsWith(".md"))
        .distinct()
        .sorted()
        .map(MarkdownFile::read)
        .toList();
  }

  static Stream<Path> mainClasses() {
    return classes("src/main/java");
  }

  static Stream<Path> testClasses() {
    return classes("src/test/java");
  }

  private static Stream<Path> classes(String sources) {
    return MODULES.stream()
        .flatMap(module -> files(module + "/" + sources))
        .filter(file -> file.toString().endsWith(".java"))
        .filter(file -> !file.endsWith("package-info.java"));
  }

  /** All files of a folder, if it exists; or the file of that name. */
  static Stream<Path> files(String name) {
    return files(name, Integer.MAX_VALUE);
  }

  private static Stream<Path> files(String name, int depth) {
    Path folder = ROOT.resolve(name);
    if (!Files.exists(folder)) {
      return Stream.of();
    }
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files.filter(Files::isRegularFile).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> subfolders() {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .filter(name -> !name.startsWith(".") && !name.equals("target"))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A class's name by the file that declares it. */
  static String className(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(String name) {
    return read(ROOT.resolve(name));
  }

  /** The first group of each match in a text. */
  static Stream<String> matches(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1));
  }
}
