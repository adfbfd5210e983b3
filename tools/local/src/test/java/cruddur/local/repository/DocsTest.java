package cruddur.local.repository;

import static cruddur.local.repository.Repository.matches;
import static cruddur.local.repository.Repository.read;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documentation names exists: links, paths, commands, options, classes, tests, codes. */
class DocsTest {

  private static final Pattern TEST = Pattern.compile("`(\\w+Test)#(\\w+)`");

  /** Of AWS's command line. */
  private static final Set<String> OPTIONS_OF_OTHERS = Set.of("--enabled");

  private static final int MAX_LINES_OF_README = 160;

  private final List<MarkdownFile> docs = Repository.docs();

  @Test
  void theReadmeIsShort() {
    long lines = read("README.md").lines().count();
    assertEquals(Math.min(lines, MAX_LINES_OF_README), lines);
  }

  @Test
  void everyPromiseNamesATest() {
    List<String> promises = doc("docs/guarantees.md").tableRows("| promise |");
    assertFalse(promises.isEmpty());
    assertEquals(List.of(), promises.stream().filter(TEST.asPredicate().negate()).toList());
  }

  @Test
  void everyTestThatIsNamedExists() {
    Map<String, String> tests =
        Repository.testClasses()
            .collect(toMap(Repository::className, Repository::read, (one, other) -> one));
    assertAllExist(
        doc -> TEST.matcher(String.join("\n", doc.prose())).results().map(match -> match.group()),
        named -> {
          String[] test = named.replace("`", "").split("#", 2);
          return Pattern.compile("(?m)^ +void " + test[1] + "\\(")
              .matcher(tests.getOrDefault(test[0], ""))
              .find();
        });
  }

  @Test
  void everyLinkLeadsSomewhere() {
    List<String> broken = new ArrayList<>();
    for (MarkdownFile doc : docs) {
      for (String link : doc.links()) {
        if (!link.matches("\\w+:.*") && !isTarget(doc, link)) {
          broken.add(doc.name() + ": " + link);
        }
      }
    }
    assertEquals(List.of(), broken);
  }

  private boolean isTarget(MarkdownFile doc, String link) {
    String[] parts = link.split("#", 2);
    Path target =
        parts[0].isEmpty()
            ? doc.path()
            : doc.path().getParent().resolve(parts[0]).toAbsolutePath().normalize();
    return parts.length == 1
        ? Files.exists(target)
        : docs.stream()
            .filter(other -> other.path().equals(target))
            .anyMatch(other -> other.anchors().contains(parts[1]));
  }

  /** Comments refer to a section by its title: {@code docs/design.md, "Rate limits"}. */
  @Test
  void everySectionThatTheCodeNamesExists() {
    String code =
        Stream.of("template.yaml", "functions/src", "tools", "web/page", "bench/src", "bin", ".ci")
            .map(DocsTest::sources)
            .collect(joining("\n"));
    // A comment may break between the words of a title.
    Map<String, Set<String>> named =
        Pattern.compile("(docs/\\w+\\.md),[\\s*#/]*\"([^\"]+)\"")
            .matcher(code)
            .results()
            .collect(
                groupingBy(
                    match -> match.group(1),
                    mapping(match -> match.group(2).replaceAll("[\\s*#/]+", " "), toSet())));
    assertTrue(named.keySet().containsAll(Set.of("docs/design.md", "docs/page.md")));
    named.forEach((doc, titles) -> {
      titles.removeAll(titlesOf(doc(doc)));
      assertEquals(Set.of(), titles, doc);
    });
  }

  private static Set<String> titlesOf(MarkdownFile doc) {
    return doc.prose().stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("#+ ", ""))
        .collect(toSet());
  }

  @Test
  void everyDocIsLinkedFromTheReadme() {
    List<String> links = doc("README.md").links();
    assertEquals(
        List.of(),
        docs.stream()
            .map(MarkdownFile::name)
            .filter(name -> name.startsWith("docs/") && !links.contains(name))
            .toList());
  }

  @Test
  void everyPathExists() {
    String folders = "functions|tools|web|bench|docs|events|policies|bin|\\.ci";
    // Not where a shell command redirects its output.
    String path = "(?<![\\w./-])(?<!> )((?:" + folders + ")/[\\w./-]*)";
    assertAllExist(
        doc -> matches(path, namesAndCode(doc)),
        name -> Files.exists(Repository.ROOT.resolve(name)));
  }

  @Test
  void theOverviewOfFoldersNamesWhatIsThere() {
    List<String> absent = new ArrayList<>();
    String parent = "";
    for (String line : doc("README.md").prose()) {
      if (line.matches(" {4,6}\\S+ {2,}.*")) {
        String name = line.strip().replaceFirst(" .*", "");
        boolean isTop = !line.startsWith("     ");
        parent = isTop ? name : parent;
        Path folder = Repository.ROOT.resolve(isTop ? "" : parent);
        if (!Files.exists(folder.resolve(name))
            && !Files.exists(folder.resolve("src/main/java/cruddur").resolve(name))) {
          absent.add(line);
        }
      }
    }
    assertFalse(parent.isEmpty());
    assertEquals(List.of(), absent);
  }

  @Test
  void everyCommandExists() {
    Set<String> commands = commands();
    assertAllExist(
        doc -> matches("bin/cruddur (?:users )?([a-z][a-z-]+)", namesAndCode(doc)),
        commands::contains);
  }

  @Test
  void everyCommandIsDocumented() {
    Set<String> documented =
        doc("docs/commands.md").tableRows("| command |").stream()
            .flatMap(row -> matches("^\\| `(?:users )?([a-z-]+)", row))
            .collect(toSet());
    Set<String> commands = new TreeSet<>(commands());
    commands.removeIf(name -> name.startsWith("bin/") || name.equals("users"));
    assertEquals(commands, new TreeSet<>(documented));
  }

  /** All names of commands and subcommands. */
  private static Set<String> commands() {
    return matches("@Command\\(\\s*name = \"([^\"]+)\"", sources("tools/commands/src/main/java"))
        .collect(toSet());
  }

  @Test
  void everyOptionExists() {
    String option = "(?<![\\w-])(--[a-z][a-z-]*)";
    Set<String> options =
        Stream.of(
                matches("\"(--[a-z][a-z-]*)\"", sources("tools")),
                matches("\"(--[a-z][a-z-]*)\"", sources("bench/src")),
                matches(option, sources("bin")))
            .flatMap(names -> names)
            .collect(toSet());
    options.addAll(OPTIONS_OF_OTHERS);
    assertAllExist(
        doc ->
            Stream.concat(doc.spans().stream(), doc.code().stream())
                .filter(text -> text.startsWith("bin/") || text.startsWith("--"))
                .flatMap(text -> matches(option, text)),
        options::contains);
  }

  @Test
  void everyClassOrFieldExists() {
    Set<String> words =
        matches(
                "(\\w+)",
                Stream.of("template.yaml", "functions/src", "tools", "web/src", "bench/src")
                    .map(DocsTest::sources)
                    .collect(joining("\n")))
            .collect(toSet());
    assertAllExist(
        doc -> doc.spans().stream().filter(span -> span.matches("[A-Za-z]\\w*[a-z][A-Z]\\w*")),
        words::contains);
  }

  /** A nested test class is written {@code FooTest.NestedOne}. */
  @Test
  void everyTestClassExists() {
    Map<String, String> tests =
        Repository.testClasses()
            .collect(toMap(Repository::className, Repository::read, (one, other) -> one));
    assertAllExist(
        doc -> doc.spans().stream().filter(span -> span.matches("\\w+Test(\\.\\w+)?")),
        named -> {
          String[] names = named.split("\\.", 2);
          return tests.containsKey(names[0])
              && (names.length == 1
                  || tests.get(names[0]).matches("(?s).* class " + names[1] + "\\b.*"));
        });
  }

  @Test
  void everyErrorCodeIsDocumentedAndExists() {
    String functions = sources("functions/src/main/java");
    Set<String> documented =
        doc("docs/api.md").tableRows("| status | codes |").stream()
            .flatMap(row -> matches("`([a-z_0-9]+)`", row))
            .collect(toSet());
    assertEquals(
        List.of(),
        documented.stream().filter(code -> !functions.contains('"' + code + '"')).toList());
    String codes = read("functions/src/main/java/cruddur/messaging/ErrorCode.java");
    assertEquals(
        List.of(),
        matches("\\(\"([a-z_0-9]+)\"\\)", codes)
            .filter(code -> !documented.contains(code))
            .toList());
  }

  @Test
  void everyIssueThatCheckReportsExists() {
    String commands = sources("tools/commands/src/main/java");
    List<String> codes =
        doc("docs/commands.md").tableRows("| code | issue |").stream()
            .flatMap(row -> matches("^\\| `([a-z-]+)`", row))
            .toList();
    assertFalse(codes.isEmpty());
    assertEquals(
        List.of(), codes.stream().filter(code -> !commands.contains('"' + code + '"')).toList());
  }

  @Test
  void everyFaultThatIsNamedExists() {
    String faults = sources("tools/local/src/main/java/cruddur/local/faults");
    List<String> names =
        doc("docs/local.md").spans().stream()
            .filter(span -> span.matches("(api|dynamodb|index|stream)\\.[a-z_]+"))
            .toList();
    assertFalse(names.isEmpty());
    assertEquals(
        List.of(),
        names.stream()
            .filter(name ->
                !Pattern.compile("(?i)\\b" + name.replaceFirst(".*\\.", "") + "\\b")
                    .matcher(faults)
                    .find())
            .toList());
  }

  private MarkdownFile doc(String name) {
    return docs.stream().filter(doc -> doc.name().equals(name)).findFirst().orElseThrow();
  }

  private static String namesAndCode(MarkdownFile doc) {
    return Stream.concat(doc.spans().stream(), doc.code().stream()).collect(joining("\n"));
  }

  /** The text of all files of a folder that are source code. */
  private static String sources(String name) {
    return Repository.files(name)
        .filter(file -> !file.toString().matches(".*/target/.*|.*\\.(class|jar|png)"))
        .map(Repository::read)
        .collect(joining("\n"));
  }

  /** Fails with the names, each after the file that has it, that do not exist. */
  private void assertAllExist(
      Function<MarkdownFile, Stream<String>> names, Predicate<String> exists) {
    List<String> absent =
        docs.stream()
            .flatMap(doc ->
                names.apply(doc).filter(exists.negate()).map(name -> doc.name() + ": " + name))
            .toList();
    assertEquals(List.of(), absent);
  }
}
