package cruddur.local.repository;

import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names and words that hold for the whole project. */
class RepositoryTest {

  /** What is written for people to read; tests are not among it. */
  private static final List<String> PROSE_AND_MAIN_CODE =
      List.of(
          "functions/src/main",
          "tools/toolkit/src/main",
          "tools/local/src/main",
          "tools/commands/src/main",
          "web/page",
          "bench/src/main",
          "bin",
          ".ci",
          "docs",
          "policies/README.md",
          "events/README.md",
          "template.yaml",
          "README.md",
          "CONTRIBUTING.md");

  /** What sample users write to each other. */
  private static final Path SAMPLE_TEXTS =
      Repository.ROOT.resolve("tools/toolkit/src/main/resources/cruddur/toolkit/sample");

  /** Each has one word in its place: they, response, poison, email, and so on. */
  private static final Pattern REPLACED_WORDS =
      Pattern.compile(
          "(?i)\\b(he|him|his|himself|she|her|hers|herself|whoever|answer\\w*|hopeless\\w*|e-mails?)\\b"
              + "|(?i)\\b(lest|for want of|bad weather|unless told|is to be had)\\b"
              // In identifiers too.
              + "|[aA]nswer|ANSWER|[hH]opeless|HOPELESS");

  @Test
  void noTwoClassesShareAName() {
    List<String> shared =
        Stream.concat(Repository.mainClasses(), Repository.testClasses())
            .collect(groupingBy(Repository::className))
            .values()
            .stream()
            .filter(files -> files.size() > 1)
            .map(List::toString)
            .sorted()
            .toList();
    assertEquals(List.of(), shared);
  }

  @Test
  void replacedWordsStayReplaced() {
    List<String> found = new ArrayList<>();
    for (String name : PROSE_AND_MAIN_CODE) {
      Repository.files(name)
          .filter(file -> !file.toString().matches(".*/target/.*|.*\\.(class|png|ico)"))
          .filter(file -> !file.startsWith(SAMPLE_TEXTS))
          .forEach(file -> findWords(file, found));
    }
    assertEquals(List.of(), found);
  }

  private static void findWords(Path file, List<String> found) {
    List<String> lines = Repository.read(file).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher word = REPLACED_WORDS.matcher(lines.get(i));
      if (word.find()) {
        found.add(Repository.ROOT.relativize(file) + ":" + (i + 1) + " " + word.group());
      }
    }
  }

  @Test
  void localAndCommandsDoNotDependOnEachOther() {
    // A test may use the local system as its AWS.
    assertEquals(List.of("test"), scopesOf("local", "tools/commands/pom.xml"));
    assertEquals(List.of(), scopesOf("commands", "tools/local/pom.xml"));
  }

  private static List<String> scopesOf(String module, String pom) {
    return Repository.matches(
            "(?s)<dependency>(\\s*<groupId>cruddur\\.messages</groupId>\\s*<artifactId>"
                + module
                + "</artifactId>.*?)</dependency>",
            Repository.read(pom))
        .map(dependency -> dependency.replaceFirst("(?s).*<scope>(.*?)</scope>.*", "$1").strip())
        .distinct()
        .toList();
  }
}
